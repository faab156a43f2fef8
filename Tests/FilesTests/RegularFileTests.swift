import Files
import Foundation
import Glibc
import Support
import Testing

@Suite(.timeLimit(.minutes(1))) struct RegularFileTests {
    /// A folder for the time of a test.
    private func withFolder(_ body: (URL) async throws -> Void) async throws {
        let folder = try TemporaryDirectory.make()
        defer { try? FileManager.default.removeItem(at: folder) }
        try await body(folder)
    }

    @Test(arguments: [0, 1, 1 << 16, (1 << 16) + 1, RegularFile.bytesMax])
    func `comes whole, on a thread of its own and on the caller's`(size: Int) async throws {
        try await withFolder { folder in
            let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31) }
            let path = folder.appending(path: "file")
            try Data(bytes).write(to: path)
            let file = RegularFile(path: path.path)
            #expect(try await file.read() == bytes)
            #expect(try file.readBlocking() == bytes)
        }
    }

    @Test func `is a mebibyte long at most`() async throws {
        try await withFolder { folder in
            let path = folder.appending(path: "file")
            try Data(count: RegularFile.bytesMax + 1).write(to: path)
            await refused(path.path, "is larger than 1048576 bytes")
        }
    }

    @Test(arguments: [
        ("/dev/zero", "is no regular file"), ("/tmp", "is no regular file"),
        ("/nowhere", "cannot be read: No such file or directory"),
    ])
    func `is nothing else than a file`(path: String, reason: String) async {
        await refused(path, reason)
    }

    @Test func `is no pipe either, for which nobody waits`() async throws {
        try await withFolder { folder in
            let path = folder.appending(path: "pipe").path
            try #require(unsafe mkfifo(path, 0o600) == 0)
            await refused(path, "is no regular file")
        }
    }

    private func refused(_ path: String, _ reason: String) async {
        let error = await #expect(throws: RegularFile.Unreadable.self) { try await RegularFile(path: path).read() }
        #expect(error?.description == reason)
    }
}
