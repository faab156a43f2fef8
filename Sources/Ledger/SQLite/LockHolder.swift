internal import Glibc
internal import Instruments

/// Who has a SQLite file locked, as the kernel tells it in `/proc/locks`.
///
/// Asking the kernel with `fcntl` would need a descriptor of the file, and closing any descriptor of a file takes away
/// the locks that this process itself may have on it.
///
///     1: POSIX  ADVISORY  WRITE 4711 fe:00:1310823 1073741826 1073742335
enum LockHolder {
    /// `process 4711`; nil where nobody has the file locked, or nobody that can be seen from here.
    static func find(path: String) -> String? {
        var status = stat()
        guard unsafe stat(path, &status) == 0, let locks = ProcFile.text(at: "/proc/locks") else { return nil }
        return find(inode: UInt64(status.st_ino), in: locks).map { "process \($0)" }
    }

    /// The process that locks SQLite's bytes, which begin at 1 GiB, of a file with this inode.
    static func find(inode: UInt64, in locks: String) -> Int? {
        for line in locks.split(separator: "\n") {
            let words = line.split(separator: " ")
            guard words.count == 8, words[1] == "POSIX",
                words[5].split(separator: ":").last.flatMap({ UInt64($0) }) == inode,
                let start = UInt64(words[6]), 0x4000_0000...0x4000_01FF ~= start,
                let process = Int(words[4]), process > 0
            else { continue }
            return process
        }
        return nil
    }
}
