import Glibc
import NIOPosix

/// A small file that people write, read whole.
struct RegularFile {
    /// More than anyone writes by hand.
    static let bytesMax = 1 << 20

    let path: String

    /// Why a file cannot be read, in words that begin behind its name.
    struct Unreadable: Error, CustomStringConvertible {
        let description: String
    }

    /// Reads it on a thread that may block.
    func read() async throws(Unreadable) -> [UInt8] {
        do {
            return try await NIOThreadPool.singleton.runIfActive { try readNow() }
        } catch let error as Unreadable {
            throw error
        } catch {
            throw Unreadable(description: "cannot be read: \(error)")
        }
    }

    private func readNow() throws(Unreadable) -> [UInt8] {
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
