import Glibc

/// Files of the `proc` file system, which have no length and come in pieces.
///
/// The kernel gives out no more than a page at a time, however much is asked for (proc(5)), and whoever takes a short
/// piece for the last one reads a part: of `/proc/stat` on a machine of many processors, for one.
package enum ProcFile {
    /// All of a file; nil if it cannot be read.
    package static func text(at path: String) -> String? {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        while true {
            var count = 0
            let piece = unsafe [UInt8](unsafeUninitializedCapacity: 16_384) { buffer, filled in
                unsafe count = read(descriptor, buffer.baseAddress, buffer.count)
                filled = max(count, 0)
            }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { return nil }
            guard count > 0 else { return String(decoding: bytes, as: UTF8.self) }
            bytes += piece
        }
    }

    /// How many entries a directory has, without `.` and `..`; nil if it cannot be read.
    package static func entryCount(at path: String) -> Int? {
        guard let directory = unsafe opendir(path) else { return nil }
        defer { unsafe closedir(directory) }
        var count = 0
        while unsafe readdir(directory) != nil { count += 1 }
        return count - 2
    }
}
