import Dispatch
import Glibc

/// A GET by hand, HTTP/1.0 on a connection of its own: no pool, no retry, no cache between a test and a server.
package struct PlainHTTP {
    /// Why there is no reply.
    package enum Failure: Error, Equatable {
        case connectionRefused
        case connectionBroken
    }

    /// What a server answered.
    package struct Reply: Sendable, Equatable {
        package let status: Int
        package let body: String
    }

    let port: Int

    /// Talks to a server at 127.0.0.1.
    package init(port: Int) {
        self.port = port
    }

    /// Asks for a path, and waits at most 30 seconds for each part of the answer.
    package func get(_ path: String) async throws(Failure) -> Reply {
        let request = "GET \(path) HTTP/1.0\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
        let result = await withCheckedContinuation { continuation in
            // Its calls block, so they have a thread of their own and none of the cooperative pool's.
            DispatchQueue.global().async { continuation.resume(returning: exchange(request)) }
        }
        return try result.get()
    }

    private func exchange(_ request: String) -> Result<Reply, Failure> {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var patience = timeval(tv_sec: 30, tv_usec: 0)
        unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        guard connect(descriptor) else { return .failure(.connectionRefused) }
        let bytes = Array(request.utf8)
        let sent = unsafe bytes.withUnsafeBytes { bytes in
            unsafe send(descriptor, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL))
        }
        guard sent == bytes.count, let reply = Self.reply(readAll(descriptor)) else {
            return .failure(.connectionBroken)
        }
        return .success(reply)
    }

    private func connect(_ descriptor: Int32) -> Bool {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = INADDR_LOOPBACK.bigEndian
        return unsafe withUnsafePointer(to: address) { address in
            unsafe address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                unsafe Glibc.connect(descriptor, address, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }

    private func readAll(_ descriptor: Int32) -> [UInt8] {
        var all: [UInt8] = []
        while true {
            let piece = unsafe [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
                unsafe count = max(recv(descriptor, buffer.baseAddress, buffer.count, 0), 0)
            }
            guard !piece.isEmpty else { return all }
            all += piece
        }
    }

    private static func reply(_ bytes: [UInt8]) -> Reply? {
        guard let head = bytes.firstRange(of: Array("\r\n\r\n".utf8)) else { return nil }
        let words = String(decoding: bytes.prefix { $0 != 0x0D }, as: UTF8.self).split(separator: " ")
        guard words.count >= 2, let status = Int(words[1]) else { return nil }
        return Reply(status: status, body: String(decoding: bytes[head.upperBound...], as: UTF8.self))
    }
}
