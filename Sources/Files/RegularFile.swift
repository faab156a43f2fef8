internal import Glibc
internal import Threads

/// A small file that people write, read whole.
package struct RegularFile: Sendable {
    /// A mebibyte: more than anyone writes by hand.
    package static let bytesMax = 1 << 20

    /// Where it is.
    package let path: String

    /// Names a file; nothing is read before somebody asks.
    package init(path: String) {
        self.path = path
    }

    /// Why a file cannot be read, in words that begin behind its name.
    package struct Unreadable: Error, Equatable, CustomStringConvertible, Sendable {
        /// `cannot be read: No such file or directory`.
        package let description: String
    }

    /// Reads it on a thread of its own, for a disk may keep who reads waiting.
    ///
    /// - Throws: ``Unreadable`` where it cannot be read, is no file, or is larger than ``bytesMax``.
    package func read() async throws(Unreadable) -> [UInt8] {
        let outcome: Result<[UInt8], Unreadable>
        do throws(ThreadError) {
            outcome = try await PosixThread.result { Result { () throws(Unreadable) in try readBlocking() } }
        } catch {
            throw Unreadable(description: "cannot be read: \(error.message)")
        }
        return try outcome.get()
    }

    /// Reads it on the thread that asks, which has to be one that may wait; throws as ``read()`` does.
    package func readBlocking() throws(Unreadable) -> [UInt8] {
        // A pipe without a writer would block the open.
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw Unreadable(errno: errno) }
        defer { close(descriptor) }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { throw Unreadable(errno: errno) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw Unreadable(description: "is no regular file") }
        var bytes: [UInt8] = []
        while bytes.count <= Self.bytesMax {
            var length = 0
            let piece = unsafe [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
                length = unsafe Glibc.read(descriptor, buffer.baseAddress, buffer.count)
                count = max(length, 0)
            }
            guard length >= 0 else { throw Unreadable(errno: errno) }
            if piece.isEmpty { return bytes }
            bytes += piece
        }
        throw Unreadable(description: "is larger than \(Self.bytesMax) bytes")
    }
}

extension RegularFile.Unreadable {
    fileprivate init(errno code: Int32) {
        description = "cannot be read: \(unsafe String(cString: strerror(code)))"
    }
}
