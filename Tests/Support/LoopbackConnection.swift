internal import Glibc

/// One connection of a ``LoopbackServer``, served by the thread that owns it until either side hangs up.
struct LoopbackConnection {
    let descriptor: Int32
    let number: Int
    let book: LoopbackBook

    func serve(_ script: LoopbackServer.Script) {
        var bytes: [UInt8] = []
        while true {
            while let request = LoopbackRequest(connection: number, startOf: bytes) {
                bytes.removeFirst(request.bytes.count)
                book.add(request)
                guard perform(script(request)) else { return }
            }
            guard let more = receive() else { return }
            bytes += more
        }
    }

    /// False once the connection is of no more use.
    private func perform(_ answer: LoopbackAnswer) -> Bool {
        answer.steps.allSatisfy { step in
            switch step {
            case .send(let bytes): send(bytes)
            case .pause(let duration): pause(duration)
            case .hangUp: false
            }
        }
    }

    private func receive() -> [UInt8]? {
        let piece = unsafe [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
            unsafe count = max(recv(descriptor, buffer.baseAddress, buffer.count, 0), 0)
        }
        return piece.isEmpty ? nil : piece
    }

    private func send(_ bytes: [UInt8]) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let sent = unsafe rest.withUnsafeBytes { bytes in
                unsafe Glibc.send(descriptor, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL))
            }
            guard sent > 0 else { return false }
            rest = rest.dropFirst(sent)
        }
        return true
    }

    /// Waits until the time is over (true) or the other side has hung up (false).
    private func pause(_ duration: Duration) -> Bool {
        var hangUp = pollfd(fd: descriptor, events: Int16(Self.hangUp), revents: 0)
        return unsafe poll(&hangUp, 1, Int32(duration / .milliseconds(1))) == 0
    }

    /// `POLLRDHUP`, which Swift's `Glibc` does not have.
    private static let hangUp = 0x2000
}
