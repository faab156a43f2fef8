import Exposition
import Foundation
import Instruments
import Support
import Testing

@testable import Web

@Suite struct PageThreadTests {
    private static var threads: Int {
        get throws { try FileManager.default.contentsOfDirectory(atPath: "/proc/self/task").count }
    }

    @Test func `snapshots and pages stand back for all others`() async throws {
        let thread = try PageThread()
        let snapshots = SharedSnapshots(of: Registry(), on: thread)
        let page = PlainPage(ExpositionPage([], as: .text), on: thread)
        let compressed = CompressedPage(ExpositionPage([], as: .text), on: thread)
        let expected = min(niceness + 10, 19)
        #expect(await snapshots.ownNiceness == expected)
        #expect(await page.ownNiceness == expected)
        #expect(await compressed.ownNiceness == expected)
    }

    @Test func `it ends when nobody has work for it any more`() async throws {
        let before = try Self.threads
        for _ in 0..<50 { _ = await SharedSnapshots(of: Registry(), on: try PageThread()).take() }
        try await waitUntil("the threads have ended") { try Self.threads < before + 10 }
    }
}

/// Of the thread that asks.
private var niceness: Int32 { getpriority(Int32(PRIO_PROCESS.rawValue), 0) }

extension SharedSnapshots {
    fileprivate var ownNiceness: Int32 { niceness }
}

extension PlainPage {
    fileprivate var ownNiceness: Int32 { niceness }
}

extension CompressedPage {
    fileprivate var ownNiceness: Int32 { niceness }
}
