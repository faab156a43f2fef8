import Foundation
import Glibc
import Testing

/// One TCP connection on which a test writes and reads bytes as they are.
///
/// Its calls block threads of their own: those of Dispatch are few, and the cooperative pool takes from the same ones.
/// A read gives up after ten seconds.
struct RawConnection: Sendable {
    /// How a connection came to its end, or that it did not.
    enum Ending: Error {
        case closed
        case reset
        case silence
    }

    /// Nobody listens.
    struct Refused: Error {}

    private let descriptor: Int32

    init(to endpoint: String) throws {
        let port = try #require(endpoint.split(separator: ":").last.flatMap { UInt16($0) })
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var patience = timeval(tv_sec: 10, tv_usec: 0)
        unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = INADDR_LOOPBACK.bigEndian
        let result = unsafe withUnsafeBytes(of: &address) { bytes in
            unsafe connect(descriptor, bytes.assumingMemoryBound(to: sockaddr.self).baseAddress, socklen_t(bytes.count))
        }
        guard result == 0 else {
            close()
            throw Refused()
        }
    }

    func write(_ text: String) async {
        await onThread {
            var rest = Array(text.utf8)[...]
            while !rest.isEmpty {
                let count = unsafe rest.withUnsafeBytes { bytes in
                    unsafe send(descriptor, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL))
                }
                guard count > 0 else { return }
                rest = rest.dropFirst(count)
            }
        }
    }

    /// Reads one answer with its body.
    func readAnswer() async -> String {
        await onThread {
            var text = ""
            while !isComplete(text), let part = readPart() { text += part }
            return text
        }
    }

    /// Reads until the server closes the connection.
    func readToEnd() async -> String {
        await onThread {
            var text = ""
            while let part = readPart() { text += part }
            return text
        }
    }

    /// Reads until the connection ends, and tells how.
    func readToEnding() async -> (text: String, ending: Ending) {
        await onThread {
            var text = ""
            while true {
                switch read() {
                case .success(let part): text += part
                case .failure(let ending): return (text, ending)
                }
            }
        }
    }

    func close() {
        _ = Glibc.close(descriptor)
    }

    private func readPart() -> String? {
        try? read().get()
    }

    private func read() -> Result<String, Ending> {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = unsafe buffer.withUnsafeMutableBytes { bytes in
            unsafe recv(descriptor, bytes.baseAddress, bytes.count, 0)
        }
        if count > 0 { return .success(String(decoding: buffer[..<count], as: UTF8.self)) }
        if count == 0 { return .failure(.closed) }
        return .failure(errno == ECONNRESET ? .reset : .silence)
    }

    private func isComplete(_ text: String) -> Bool {
        guard
            let head = text.firstRange(of: "\r\n\r\n"),
            let length = text.firstMatch(of: /Content-Length: (\d+)/).flatMap({ Int($0.1) })
        else { return false }
        return text[head.upperBound...].utf8.count >= length
    }

    private func onThread<Result: Sendable>(_ body: @escaping @Sendable () -> Result) async -> Result {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread { continuation.resume(returning: body()) }
        }
    }
}
