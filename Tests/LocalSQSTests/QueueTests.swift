import Support
import Testing

@testable import LocalSQS

@Suite struct QueueTests {
    private var fixture = QueueFixture()

    @Test mutating func `hands messages out in the order they were sent`() throws {
        let queue = try fixture.create("orders")
        for text in ["a", "b", "c"] { fixture.send(text, to: queue) }
        #expect(try fixture.receive(from: queue, maximum: 2).map(\.text) == ["a", "b"])
        #expect(try fixture.receive(from: queue).map(\.text) == ["c"])
    }

    @Test mutating func `gives a message back when its timeout is over, to the millisecond`() throws {
        let queue = try fixture.create("orders", ["VisibilityTimeout": "30"])
        fixture.send("a", to: queue)
        let first = try #require(fixture.receive(from: queue).first)
        fixture.now += 29_999
        #expect(try fixture.receive(from: queue).isEmpty)
        fixture.now += 1
        let second = try #require(fixture.receive(from: queue).first)
        #expect(second.message.receiveCount == 2)
        #expect(second.message.firstReceivedAt == first.message.firstReceivedAt)
    }

    @Test mutating func `counts visible, hidden and delayed messages`() throws {
        let queue = try fixture.create("orders")
        for _ in 0..<3 { fixture.send("a", to: queue) }
        fixture.send("late", to: queue, delaySeconds: 900)
        _ = try fixture.receive(from: queue, maximum: 1)
        #expect(try fixture.counts(at: queue) == QueueCounts(visible: 2, notVisible: 1, delayed: 1))
        fixture.wait(seconds: 900)
        #expect(try fixture.counts(at: queue) == QueueCounts(visible: 4, notVisible: 0, delayed: 0))
    }

    @Test mutating func `deletes delayed, visible and hidden messages when their time is up`() throws {
        let queue = try fixture.create("orders", ["MessageRetentionPeriod": "60", "VisibilityTimeout": "43200"])
        fixture.send("hidden", to: queue)
        _ = try fixture.receive(from: queue)
        fixture.send("visible", to: queue)
        fixture.send("delayed", to: queue, delaySeconds: 900)
        fixture.now += 59_999
        #expect(try fixture.counts(at: queue) == QueueCounts(visible: 1, notVisible: 1, delayed: 1))
        fixture.now += 1
        #expect(try fixture.counts(at: queue) == QueueCounts(visible: 0, notVisible: 0, delayed: 0))
    }

    @Test mutating func `applies a shorter retention to messages it has`() throws {
        let queue = try fixture.create("orders")
        fixture.send("a", to: queue)
        fixture.wait(seconds: 120)
        try fixture.store.setAttributes(["MessageRetentionPeriod": "60"], at: queue, now: fixture.now)
        #expect(try fixture.receive(from: queue).isEmpty)
    }

    @Test mutating func `does not let a handle delete the message that took its slot`() throws {
        let queue = try fixture.create("orders")
        fixture.send("old", to: queue)
        let old = try #require(fixture.receive(from: queue).first)
        try fixture.delete(old, from: queue)
        fixture.send("new", to: queue)
        try fixture.delete(old, from: queue)
        let new = try #require(fixture.receive(from: queue).first)
        #expect(new.ticket.slot == old.ticket.slot)
        try fixture.delete(old, from: queue)
        #expect(try fixture.counts(at: queue).notVisible == 1)
    }

    @Test mutating func `hides for at most twelve hours from the receive, however often it is asked`() throws {
        let queue = try fixture.create("orders")
        fixture.send("a", to: queue)
        let delivery = try #require(fixture.receive(from: queue, visibilityTimeout: 43_200).first)
        fixture.wait(seconds: 43_000)
        try fixture.changeVisibility(of: delivery, at: queue, to: 200)
        #expect(throws: SQSError.visibilityBeyondLimit(201)) {
            try fixture.changeVisibility(of: delivery, at: queue, to: 201)
        }
        fixture.wait(seconds: 200)
        #expect(try fixture.receive(from: queue).count == 1)
    }

    @Test mutating func `hands out no more than 120,000 messages`() throws {
        let queue = try fixture.create("orders")
        for _ in 0..<Queue.maximumInFlight + 5 { fixture.send("", to: queue) }
        for _ in 0..<Queue.maximumInFlight / 10 - 1 { _ = try fixture.receive(from: queue) }
        #expect(!fixture.store.isFull(at: queue))
        let last = try fixture.receive(from: queue)
        #expect(last.count == 10)
        #expect(fixture.store.isFull(at: queue))
        #expect(try fixture.receive(from: queue).isEmpty)
        try fixture.delete(last[0], from: queue)
        #expect(try fixture.receive(from: queue).count == 1)
    }

    @Test mutating func `hands a message out once per receive when the timeout is 0`() throws {
        let queue = try fixture.create("orders")
        fixture.send("a", to: queue)
        fixture.send("b", to: queue)
        #expect(try fixture.receive(from: queue, visibilityTimeout: 0).map(\.text) == ["a", "b"])
    }

    /// Whatever happens, a message is in one place, and none is lost or doubled.
    @Test(arguments: 1...10) mutating func `loses and doubles nothing under random use`(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let queue = try fixture.create("orders")
        var (sent, deleted) = (0, Set<String>())
        var inHand: [Delivery] = []
        for _ in 0..<2000 {
            switch Int.random(in: 0..<5, using: &random) {
            case 0, 1:
                fixture.send("\(sent)", to: queue, delaySeconds: Bool.random(using: &random) ? 5 : 0)
                sent += 1
            case 2: inHand += try fixture.receive(from: queue, visibilityTimeout: .random(in: 0...9, using: &random))
            case 3:
                guard let index = inHand.indices.randomElement(using: &random) else { continue }
                let delivery = inHand.remove(at: index)
                let before = try fixture.total(at: queue)
                try fixture.delete(delivery, from: queue)
                if try fixture.total(at: queue) < before { #expect(deleted.insert(delivery.text).inserted) }
            default: fixture.wait(seconds: 1)
            }
            #expect(try fixture.total(at: queue) == sent - deleted.count)
        }
        fixture.wait(seconds: 10)
        var left: [String] = []
        while case let batch = try fixture.receive(from: queue, visibilityTimeout: 43_200), !batch.isEmpty {
            left += batch.map(\.text)
        }
        #expect(Set(left).union(deleted).count == sent)
        #expect(left.count == sent - deleted.count)
    }
}

extension QueueFixture {
    fileprivate mutating func total(at place: Int) throws -> Int {
        let counts = try counts(at: place)
        return counts.visible + counts.notVisible + counts.delayed
    }
}
