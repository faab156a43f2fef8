/// One operation of a service with its input.
package struct Call: Sendable {
    /// `ReceiveMessage`; also the `operation` label.
    package var operation: String
    /// The operation's input as JSON.
    package var body: [UInt8]
    /// From sending to the last byte of the answer, of each attempt; a long poll needs more than it waits.
    package var timeout: Duration
    /// A longer answer is refused while it arrives.
    package var maximumAnswerBytes: Int
    /// How often it is sent at most, the first time included, while it fails in passing.
    package var attempts: Int
    /// Whether it waits at the service for something to happen, and is made again and again.
    package var isLongPoll: Bool

    /// A call with 3 attempts and an answer of up to 1 MiB unless told otherwise.
    package init(
        operation: String,
        body: [UInt8],
        timeout: Duration,
        maximumAnswerBytes: Int = 1 << 20,
        attempts: Int = 3,
        isLongPoll: Bool = false
    ) {
        self.operation = operation
        self.body = body
        self.timeout = timeout
        self.maximumAnswerBytes = maximumAnswerBytes
        self.attempts = attempts
        self.isLongPoll = isLongPoll
    }
}
