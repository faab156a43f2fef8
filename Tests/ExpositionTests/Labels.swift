import Instruments

struct ByQueue: LabelSet {
    static let names = ["queue"]
    var queue: String
    var values: [String] { [queue] }
}

struct ByQueueAndType: LabelSet {
    static let names = ["queue", "event_type"]
    var queue: String
    var type: String
    var values: [String] { [queue, type] }
}
