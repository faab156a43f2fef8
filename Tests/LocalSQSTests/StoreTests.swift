import Testing

@testable import LocalSQS

@Suite struct StoreTests {
    private var fixture = QueueFixture()

    @Test mutating func `moves a message that would be received too often, with its id, time and count`() throws {
        let (source, target) = try fixture.createPair("orders", maxReceiveCount: 3)
        fixture.send("a", to: source)
        let sentAt = fixture.now
        for _ in 0..<3 {
            #expect(try fixture.receive(from: source, visibilityTimeout: 30).count == 1)
            fixture.wait(seconds: 30)
        }
        #expect(try fixture.counts(at: target).visible == 0)
        #expect(try fixture.receive(from: source).isEmpty)
        let moved = try #require(fixture.receive(from: target).first)
        #expect(moved.text == "a")
        #expect(moved.message.sentAt == sentAt)
        #expect(moved.message.receiveCount == 4)
        #expect(moved.message.deadLetterSource == "arn:aws:sqs:us-east-1:000000000000:orders")
    }

    @Test mutating func `keeps a moved message no longer than from its first send`() throws {
        let (source, target) = try fixture.createPair("orders", maxReceiveCount: 1)
        fixture.send("a", to: source)
        fixture.wait(seconds: 345_600 - 60)
        _ = try fixture.receive(from: source, visibilityTimeout: 0)
        fixture.send("younger", to: target)
        _ = try fixture.receive(from: source)
        #expect(try fixture.counts(at: target).visible == 2)
        fixture.wait(seconds: 60)
        #expect(try fixture.receive(from: target).map(\.text) == ["younger"])
    }

    @Test mutating func `finds a queue by its URL and by its name`() throws {
        let place = try fixture.create("orders")
        #expect(try fixture.store.place(of: "http://localhost:9324/000000000000/orders") == place)
        #expect(try fixture.store.place(of: "orders") == place)
        #expect(throws: SQSError.queueDoesNotExist) { try fixture.store.place(of: "http://localhost/0/returns") }
        #expect(throws: SQSError.invalidAddress("http://localhost/")) {
            try fixture.store.place(of: "http://localhost/")
        }
    }

    @Test mutating func `never gives the place of a deleted queue to another`() throws {
        let old = try fixture.create("orders")
        fixture.send("a", to: old)
        let delivery = try #require(fixture.receive(from: old).first)
        fixture.store.deleteQueue(at: old)
        let new = try fixture.create("orders")
        #expect(new != old)
        #expect(throws: SQSError.receiptHandleIsInvalid) { try fixture.delete(delivery, from: new) }
    }

    @Test mutating func `purges again after a minute`() throws {
        let queue = try fixture.create("orders")
        try fixture.store.purge(at: queue, now: fixture.now)
        fixture.now += 59_999
        #expect(throws: SQSError.purgeInProgress("orders")) { try fixture.store.purge(at: queue, now: fixture.now) }
        fixture.now += 1
        try fixture.store.purge(at: queue, now: fixture.now)
    }

    @Test mutating func `changes no attribute when one of them is wrong`() throws {
        let queue = try fixture.create("orders")
        #expect(throws: SQSError.invalidAttributeValue("VisibilityTimeout")) {
            let attributes = ["DelaySeconds": "5", "VisibilityTimeout": "43201"]
            try fixture.store.setAttributes(attributes, at: queue, now: fixture.now)
        }
        #expect(fixture.store.settings(at: queue) == QueueSettings())
    }
}
