import AWS
import Events
import Instruments

/// The series of one queue; the label is its name, never its URL, which holds the account's number.
struct ByQueue: LabelSet {
    static let names = ["queue"]
    var queue: String
    func forEachValue(_ body: (String) -> Void) { body(queue) }
}

/// The series of one type of event.
struct ByEventType: LabelSet {
    static let names = ["queue", "event_type"]
    var queue: String
    var eventType: EventTypeName
    func forEachValue(_ body: (String) -> Void) { body(queue); body(eventType.text) }

    // Whoever records has one queue.
    func hash(by hash: ByteHash) -> Int { hash(eventType.text) }
}

/// How a receive ended.
struct ByReceiveResult: LabelSet {
    enum Result: String, CaseIterable, Sendable { case messages, empty, error }

    static let names = ["queue", "result"]
    var queue: String
    var result: Result
    func forEachValue(_ body: (String) -> Void) { body(queue); body(result.rawValue) }
}

/// Why a message was rejected; bounded by the ways there are to be invalid, never by the input.
struct ByReason: LabelSet {
    static let names = ["queue", "reason"]
    var queue: String
    var reason: String
    func forEachValue(_ body: (String) -> Void) { body(queue); body(reason) }
}

/// Messages of a queue by its role and by what they wait for.
struct ByQueueState: LabelSet {
    enum Role: String, CaseIterable, Sendable {
        case source
        case deadLetter = "dead_letter"
    }
    enum State: String, CaseIterable, Sendable {
        case visible
        case notVisible = "not_visible"
        case delayed
    }

    static let names = ["queue", "role", "state"]
    var queue: String
    var role: Role
    var state: State
    func forEachValue(_ body: (String) -> Void) { body(queue); body(role.rawValue); body(state.rawValue) }
}

/// The series of one SQS operation, `ReceiveMessage`.
struct ByOperation: LabelSet {
    static let names = ["operation"]
    var operation: String
    func forEachValue(_ body: (String) -> Void) { body(operation) }
}

/// The failures of one SQS operation by class.
struct ByOperationAndClass: LabelSet {
    static let names = ["operation", "class"]
    var operation: String
    var `class`: ServiceError.Class
    func forEachValue(_ body: (String) -> Void) { body(operation); body(`class`.rawValue) }
}
