import AWS
import Events
import Instruments

/// The series of one queue; the label is its name, never its URL, which holds the account's number.
struct ByQueue: LabelSet {
    static let names = ["queue"]
    var queue: String
    var values: [String] { [queue] }
}

/// The series of one type of event; types differ when their bytes do.
///
/// `String` finds a composed and a decomposed é equal. To SQS and to Prometheus they are two types, and so they are here.
struct ByEventType: LabelSet {
    static let names = ["queue", "event_type"]
    var queue: String
    var eventType: String
    var values: [String] { [queue, eventType] }

    static func == (left: ByEventType, right: ByEventType) -> Bool {
        left.eventType.hasSameBytes(as: right.eventType) && left.queue == right.queue
    }

    func hash(into hasher: inout Hasher) {
        // All bytes at once; the pointer does not leave the closure.
        unsafe eventType.utf8Span.span.withUnsafeBytes { bytes in unsafe hasher.combine(bytes: bytes) }
    }
}

extension String {
    /// What `utf8.elementsEqual` says, at half its cost.
    fileprivate func hasSameBytes(as other: String) -> Bool {
        let (left, right) = (utf8Span.span, other.utf8Span.span)
        guard left.count == right.count else { return false }
        for index in left.indices where left[index] != right[index] { return false }
        return true
    }
}

/// How a receive ended.
struct ByReceiveResult: LabelSet {
    enum Result: String, CaseIterable, Sendable { case messages, empty, error }

    static let names = ["queue", "result"]
    var queue: String
    var result: Result
    var values: [String] { [queue, result.rawValue] }
}

/// Why a message was rejected; bounded by the ways there are to be invalid, never by the input.
struct ByReason: LabelSet {
    static let names = ["queue", "reason"]
    var queue: String
    var reason: String
    var values: [String] { [queue, reason] }
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
    var values: [String] { [queue, role.rawValue, state.rawValue] }
}

/// The series of one SQS operation, `ReceiveMessage`.
struct ByOperation: LabelSet {
    static let names = ["operation"]
    var operation: String
    var values: [String] { [operation] }
}

/// The failures of one SQS operation by class.
struct ByOperationAndClass: LabelSet {
    static let names = ["operation", "class"]
    var operation: String
    var `class`: ServiceError.Class
    var values: [String] { [operation, `class`.rawValue] }
}
