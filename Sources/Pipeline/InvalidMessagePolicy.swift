/// What becomes of a message that is no event (`INVALID_MESSAGE_POLICY`).
package enum InvalidMessagePolicy: String, CaseIterable, Sendable {
    /// It is sent to the dead-letter queue with its reason, then deleted from the main queue.
    case deadLetter = "dead-letter"
    /// It stays, so that the queue's own redrive policy moves it.
    case leave
    /// It is deleted.
    case delete
}
