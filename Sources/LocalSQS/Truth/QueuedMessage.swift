/// A message that a queue holds at this moment; a copy that a fault made of it is another with the same id.
package struct QueuedMessage: Sendable, Equatable {
    /// `MessageId`.
    package let id: String
    /// The body as it was sent.
    package let body: String
    /// Its message attributes as text, values of the type Binary in base64.
    package let attributes: [String: String]
    /// When the queue took it, by the server's own clock.
    package let sentAt: Milliseconds
    /// `ApproximateReceiveCount`, of all queues it has been in.
    package let receiveCount: Int
    /// Whether someone has received it and its visibility timeout runs.
    package let isInFlight: Bool
    /// How many deliveries under this id a fault has made useless: their answer was replaced, cut short, given up by
    /// its client while a fault held it, or had a wrong MD5.
    package let spoiledDeliveries: Int

    init(_ message: StoredMessage, _ state: MessageState, spoiledDeliveries: [String: Int]) {
        id = message.id
        body = message.body
        attributes = message.attributeTexts
        sentAt = message.sentAt
        receiveCount = message.receiveCount
        if case .inFlight = state { isInFlight = true } else { isInFlight = false }
        self.spoiledDeliveries = spoiledDeliveries[id] ?? 0
    }
}
