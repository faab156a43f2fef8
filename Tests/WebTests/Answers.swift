import NIOCore

/// What came back on one connection: answers one after another, taken apart.
struct Answers {
    private(set) var statuses: [Int] = []
    /// What is not HTTP/1.0 or 1.1, or not one of the statuses that the server has.
    private(set) var flaw: String?
    /// Whether the connection ended with an error, which may have taken answers with it.
    let isCut: Bool

    /// Reads what was received; where the connection was cut, the last answer may be cut too.
    init(_ received: [UInt8], isCut: Bool) {
        self.isCut = isCut
        var rest = received[...]
        while !rest.isEmpty, flaw == nil {
            guard let end = rest.firstRange(of: Self.emptyLine) else {
                if !isCut { flaw = "no end of a head: \(String(decoding: rest, as: UTF8.self))" }
                return
            }
            let head = String(decoding: rest[..<end.lowerBound], as: UTF8.self)
            rest = rest[end.upperBound...]
            read(head)
            skipBody(after: head, in: &rest)
        }
    }

    private static let emptyLine = Array("\r\n\r\n".utf8)
    private static let next = Array("HTTP/1.".utf8)

    private mutating func read(_ head: String) {
        let lines = head.split(separator: "\r\n", omittingEmptySubsequences: false)
        let parts = (lines.first ?? "").split(separator: " ", maxSplits: 2)
        guard parts.count == 3, ["HTTP/1.0", "HTTP/1.1"].contains(parts[0]), let status = Int(parts[1]) else {
            return flaw = "no status line: \(head)"
        }
        guard lines.dropFirst().allSatisfy({ $0.contains(": ") }) else { return flaw = "no header field: \(head)" }
        guard [100, 200, 400, 403, 404, 405, 413, 431].contains(status) else { return flaw = "status \(status)" }
        statuses.append(status)
    }

    /// The answer to a HEAD gives a length and has no body: another answer or nothing follows.
    private mutating func skipBody(after head: String, in rest: inout ArraySlice<UInt8>) {
        let field = head.lowercased().split(separator: "\r\n").first { $0.hasPrefix("content-length: ") }
        let length = field.flatMap { Int($0.dropFirst("content-length: ".count)) } ?? 0
        if rest.isEmpty || rest.starts(with: Self.next) { return }
        guard rest.count >= length else {
            if !isCut { flaw = "\(rest.count) bytes of \(length)" }
            return rest = []
        }
        rest = rest.dropFirst(length)
    }
}

extension Client {
    /// Sends bytes, then nothing more, and reads until the server closes the connection.
    func answers(to request: [UInt8]) async -> Answers {
        let (received, isCut) = await bytes(after: request)
        return Answers(received, isCut: isCut)
    }

    private func bytes(after request: [UInt8]) async -> (received: [UInt8], isCut: Bool) {
        let outcome = try? await connected { inbound, outbound -> ([UInt8], Bool) in
            var received: [UInt8] = []
            do {
                try await outbound.write(ByteBuffer(bytes: request))
                outbound.finish()
                for try await part in inbound { received.append(contentsOf: part.readableBytesView) }
                return (received, false)
            } catch {
                return (received, true)
            }
        }
        return outcome ?? ([], true)
    }
}
