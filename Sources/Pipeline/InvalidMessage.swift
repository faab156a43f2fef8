import Events
import Ledger
import SQS

/// A message whose body is no event, and why.
struct InvalidMessage: Sendable {
    var message: Message
    var key: MessageKey
    var reason: EventError

    /// The same, where it stays in the queue.
    var leftMessage: LeftMessage { LeftMessage(message) }
}
