/// A message that a queue has taken, whatever has become of it and whatever its sender was told.
package struct AcceptedMessage: Sendable, Equatable {
    /// The name of the queue it was sent to.
    package let queue: String
    /// `MessageId`.
    package let id: String
    /// The body as it was sent.
    package let body: String
    /// Its message attributes as text, values of the type Binary in base64.
    package let attributes: [String: String]
    /// When the queue took it, by the server's own clock.
    package let sentAt: Milliseconds

    init(_ message: StoredMessage, in queue: String) {
        self.queue = queue
        id = message.id
        body = message.body
        attributes = message.attributeTexts
        sentAt = message.sentAt
    }
}
