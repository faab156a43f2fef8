/// What a ``LoopbackServer`` does with one request: what it sends, when, and whether it hangs up.
package struct LoopbackAnswer: Sendable {
    enum Step: Sendable {
        case send([UInt8])
        case pause(Duration)
        case hangUp
    }

    var steps: [Step]

    /// A complete answer; the connection stays open.
    package static func status(
        _ status: Int,
        headers: [(name: String, value: String)] = [],
        body: String = ""
    ) -> LoopbackAnswer {
        let lines = headers.map { "\($0.name): \($0.value)\r\n" }.joined()
        return .text("HTTP/1.1 \(status) Scripted\r\n\(lines)Content-Length: \(body.utf8.count)\r\n\r\n\(body)")
    }

    /// A complete answer whose body may be no text.
    package static func status(
        _ status: Int,
        headers: [(name: String, value: String)] = [],
        bytes: [UInt8]
    ) -> LoopbackAnswer {
        let lines = headers.map { "\($0.name): \($0.value)\r\n" }.joined()
        return .text("HTTP/1.1 \(status) Scripted\r\n\(lines)Content-Length: \(bytes.count)\r\n\r\n")
            .then(LoopbackAnswer(steps: [.send(bytes)]))
    }

    /// These very bytes, an answer or not.
    package static func text(_ text: String) -> LoopbackAnswer { LoopbackAnswer(steps: [.send(Array(text.utf8))]) }

    /// No answer: the connection closes at once, or after what came before in a sequence.
    package static let hangUp = LoopbackAnswer(steps: [.hangUp])

    /// Nothing for a while; cut short when the client hangs up or the server is stopped.
    package static func pause(_ duration: Duration) -> LoopbackAnswer { LoopbackAnswer(steps: [.pause(duration)]) }

    /// One thing after the other: `.pause(.seconds(1)).then(.status(200))`.
    package func then(_ next: LoopbackAnswer) -> LoopbackAnswer { LoopbackAnswer(steps: steps + next.steps) }
}
