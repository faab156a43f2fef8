import Foundation
import Glibc
import Support

/// A file system of 8 MiB in memory that can be filled to its last byte.
final class SmallDisk {
    /// It was not mounted: `errno`.
    struct Failure: Error {
        let code: Int32
    }

    private let folder: URL
    private var filler: URL { folder.appending(path: "filler") }

    /// Whether this process may mount one.
    static var isPossible: Bool { (try? SmallDisk()) != nil }

    init() throws {
        folder = try TemporaryDirectory.make()
        guard unsafe mount("tmpfs", folder.path, "tmpfs", 0, "size=8m") == 0 else {
            let failure = Failure(code: errno)
            try? FileManager.default.removeItem(at: folder)
            throw failure
        }
    }

    deinit {
        // Lazily, for a program that is being killed may have a file open for a moment more.
        unsafe umount2(folder.path, Int32(MNT_DETACH))
        try? FileManager.default.removeItem(at: folder)
    }

    /// Takes all the room that is left.
    func fill() throws {
        let descriptor = unsafe open(filler.path, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        guard descriptor >= 0 else { throw Failure(code: errno) }
        defer { close(descriptor) }
        let page = [UInt8](repeating: 0, count: 4096)
        while unsafe write(descriptor, page, page.count) > 0 {}
        guard errno == ENOSPC else { throw Failure(code: errno) }
    }

    /// Where a file of this name is on it.
    func path(of name: String) -> String { folder.appending(path: name).path }

    /// Gives the room back.
    func clear() throws {
        try FileManager.default.removeItem(at: filler)
    }
}
