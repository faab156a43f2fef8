/// One operation of a service with its input.
package struct Call: Sendable {
    /// `ReceiveMessage`; also the `operation` label.
    package var operation: String
    /// The operation's input as JSON.
    package var body: [UInt8]
    /// From sending to the last byte of the answer; a long poll needs more than it waits.
    package var timeout: Duration
    /// A longer answer is refused while it arrives.
    package var maximumAnswerBytes: Int

    /// A call whose answer may have 1 MiB unless told otherwise.
    package init(operation: String, body: [UInt8], timeout: Duration, maximumAnswerBytes: Int = 1 << 20) {
        self.operation = operation
        self.body = body
        self.timeout = timeout
        self.maximumAnswerBytes = maximumAnswerBytes
    }
}
