import Instruments

struct ByQueue: LabelSet {
    static let names = ["queue"]
    var queue: String
    func forEachValue(_ body: (String) -> Void) { body(queue) }
}

struct ByQueueAndType: LabelSet {
    static let names = ["queue", "event_type"]
    var queue: String
    var type: String
    func forEachValue(_ body: (String) -> Void) { body(queue); body(type) }
}
