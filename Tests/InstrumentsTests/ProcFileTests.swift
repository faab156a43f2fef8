import Foundation
import Instruments
import Testing

@Suite struct ProcFileTests {
    @Test func `a file that the kernel gives out page by page is read to its end`() throws {
        let text = try #require(ProcFile.text(at: "/proc/self/smaps"))
        #expect(text.utf8.count > 8192)
        // The kernel's own mapping is the last that every process has.
        #expect(text.contains("[vdso]"))
        #expect(text.hasSuffix("\n"))
    }

    @Test func `what is not there is nil`() {
        #expect(ProcFile.text(at: "/proc/self/nothing") == nil)
        #expect(ProcFile.entryCount(at: "/proc/self/nothing") == nil)
    }

    @Test func `the entries of a directory are counted without those that name it and its parent`() throws {
        let directory = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        #expect(ProcFile.entryCount(at: directory.path) == 0)
        for name in ["0", "1", ".hidden"] { try Data().write(to: directory.appending(path: name)) }
        #expect(ProcFile.entryCount(at: directory.path) == 3)
    }
}
