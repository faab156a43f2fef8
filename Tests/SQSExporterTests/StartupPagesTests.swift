import Instruments
import Testing

@testable import SQSExporter

@Suite struct StartupPagesTests {
    /// Megabytes of files that are resident, of this process.
    private var residentFileMegabytes: Double? {
        ProcFile.text(at: "/proc/self/status")?
            .split(separator: "\n")
            .first { $0.hasPrefix("RssFile:") }
            .flatMap { Double($0.split(separator: " ")[1]) }
            .map { $0 / 1000 }
    }

    @Test func `unchanged pages leave memory, and what they held can be used as before`() throws {
        let text = String(repeating: "sqs", count: 1000)
        let before = try #require(residentFileMegabytes)
        StartupPages.release()
        let after = try #require(residentFileMegabytes)
        #expect(after < before / 2)
        #expect(text.uppercased().hasPrefix("SQS"))
    }
}
