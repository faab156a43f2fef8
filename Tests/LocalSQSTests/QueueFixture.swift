@testable import LocalSQS

/// A store under a clock that only moves when told, called as the wire calls it.
struct QueueFixture {
    var store = Store(receipts: ReceiptHandles(key: 1))
    var now: Milliseconds = 1_601_978_525_000

    /// Creates a queue and tells its place.
    mutating func create(_ name: String, _ attributes: [String: String] = [:]) throws -> Int {
        try store.createQueue(QueueARN(region: "us-east-1", name: name), attributes: attributes, now: now)
        return try store.place(named: name)
    }

    /// Creates a queue that gives up its messages to `NAME-dlq`.
    mutating func createPair(_ name: String, maxReceiveCount: Int) throws -> (source: Int, target: Int) {
        let target = try create("\(name)-dlq")
        let arn = QueueARN(region: "us-east-1", name: "\(name)-dlq")
        let policy = RedrivePolicy(deadLetterTarget: arn, maxReceiveCount: maxReceiveCount)
        return (try create(name, ["RedrivePolicy": policy.json]), target)
    }

    mutating func send(_ text: String, to place: Int, delaySeconds: Int? = nil) {
        let message = StoredMessage(document: Array(text.utf8), attributes: [], traceHeader: nil, sentAt: now)
        store.send(message, to: place, delaySeconds: delaySeconds, now: now)
    }

    mutating func receive(from place: Int, maximum: Int = 10, visibilityTimeout: Int? = nil) throws -> [Delivery] {
        try store.receive(from: place, maximum: maximum, visibilityTimeout: visibilityTimeout, now: now)
    }

    mutating func delete(_ delivery: Delivery, from place: Int) throws {
        try store.delete(store.receipts.handle(for: delivery.ticket), from: place, now: now)
    }

    mutating func changeVisibility(of delivery: Delivery, at place: Int, to seconds: Int) throws {
        let handle = store.receipts.handle(for: delivery.ticket)
        try store.changeVisibility(of: handle, at: place, to: seconds, now: now)
    }

    mutating func counts(at place: Int) throws -> QueueCounts {
        try store.queue(at: place, now: now).counts
    }

    mutating func wait(seconds: Int) {
        now += .seconds(seconds)
    }
}

extension Delivery {
    var text: String { String(decoding: message.document, as: UTF8.self) }
}
