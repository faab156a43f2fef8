import SQS

@testable import Pipeline

extension EventOrigin {
    /// For events that came in no message.
    static var unknown: EventOrigin {
        EventOrigin(message: Message(id: Array("m".utf8), body: [], receiptHandle: []), countedAtSeconds: 0)
    }
}
