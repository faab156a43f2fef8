import JSON
import Testing

@testable import LocalSQS

/// What faults do to messages and deliveries.
@Suite struct MessageFaultTests {
    @Test func `do not happen by default`() throws {
        var fixture = QueueFixture()
        let queue = try fixture.create("orders")
        for number in 0..<1000 { fixture.send("\(number)", to: queue) }
        for _ in 0..<100 {
            for delivery in try fixture.receive(from: queue) { try fixture.delete(delivery, from: queue) }
        }
        #expect(try fixture.counts(at: queue) == QueueCounts(visible: 0, notVisible: 0, delayed: 0))
    }

    @Test func `hands a message out once more, to another receive and before all others`() throws {
        var fixture = faulty(Fault(.deliverTwice))
        let queue = try fixture.create("orders")
        for text in ["a", "b", "c"] { fixture.send(text, to: queue) }
        let first = try fixture.receive(from: queue, maximum: 2)
        #expect(first.map(\.text) == ["a", "b"])
        let second = try fixture.receive(from: queue, maximum: 2)
        #expect(Set(second.map(\.text)) == ["a", "b"])
        #expect(second.map(\.message.receiveCount) == [2, 2])
        #expect(try fixture.receive(from: queue, maximum: 2).map(\.text) == ["c"])
    }

    @Test func `keeps the message id of a copy, but not its receipt handle`() throws {
        var fixture = faulty(Fault(.deliverTwice))
        let queue = try fixture.create("orders")
        fixture.send("a", to: queue)
        let first = try #require(try fixture.receive(from: queue).first)
        let second = try #require(try fixture.receive(from: queue).first)
        #expect(first.message.document == second.message.document)
        #expect(first.ticket != second.ticket)
    }

    @Test func `deletes a message and its copy each by its own handle, in either order`() throws {
        for isReversed in [false, true] {
            var fixture = faulty(Fault(.deliverTwice))
            let queue = try fixture.create("orders")
            fixture.send("a", to: queue)
            var deliveries = try fixture.receive(from: queue) + fixture.receive(from: queue)
            #expect(deliveries.count == 2)
            if isReversed { deliveries.reverse() }
            try fixture.delete(deliveries[0], from: queue)
            #expect(try fixture.counts(at: queue).notVisible == 1)
            try fixture.delete(deliveries[1], from: queue)
            #expect(try fixture.counts(at: queue).notVisible == 0)
        }
    }

    @Test func `does not copy what is received for the second time`() throws {
        var fixture = faulty(Fault(.deliverTwice))
        let queue = try fixture.create("orders")
        fixture.send("a", to: queue)
        _ = try fixture.receive(from: queue, visibilityTimeout: 1) + fixture.receive(from: queue, visibilityTimeout: 1)
        fixture.wait(seconds: 1)
        #expect(try fixture.receive(from: queue).count == 2)
        #expect(try fixture.receive(from: queue).isEmpty)
    }

    @Test func `lets a copy grow as old as its message and no older`() throws {
        var fixture = faulty(Fault(.deliverTwice))
        let queue = try fixture.create("orders", ["MessageRetentionPeriod": "60"])
        fixture.send("a", to: queue)
        fixture.wait(seconds: 30)
        fixture.send("b", to: queue)
        _ = try fixture.receive(from: queue, maximum: 1)
        fixture.wait(seconds: 30)
        #expect(try fixture.counts(at: queue) == QueueCounts(visible: 1, notVisible: 0, delayed: 0))
        #expect(try fixture.receive(from: queue).map(\.text) == ["b"])
    }

    @Test func `fails a delete and leaves the message in flight`() throws {
        var fixture = faulty(Fault(.undeletable))
        let queue = try fixture.create("orders")
        fixture.send("a", to: queue)
        let delivery = try #require(try fixture.receive(from: queue, visibilityTimeout: 5).first)
        #expect(throws: SQSError.deleteFailed) { try fixture.delete(delivery, from: queue) }
        fixture.wait(seconds: 5)
        #expect(try fixture.receive(from: queue).map(\.text) == ["a"])
    }

    @Test func `a delivery that could not be deleted never can be, the next one may`() throws {
        var fixture = faulty(Fault(.undeletable, rate: 0.5))
        let queue = try fixture.create("orders")
        for number in 0..<10 { fixture.send("\(number)", to: queue) }
        var failed: [Int] = []
        while try fixture.counts(at: queue).notVisible + fixture.counts(at: queue).visible > 0 {
            let deliveries = try fixture.receive(from: queue, visibilityTimeout: 5)
            let firstTry = deliveries.map { delivery in (try? fixture.delete(delivery, from: queue)) == nil }
            let secondTry = deliveries.map { delivery in (try? fixture.delete(delivery, from: queue)) == nil }
            #expect(firstTry == secondTry)
            failed.append(firstTry.count { $0 })
            fixture.wait(seconds: 5)
        }
        #expect(failed.count > 1)
        #expect((1...9).contains(failed[0]))
    }

    @Test func `fails an entry of a batch as the server's own fault`() throws {
        var fixture = faulty(Fault(.undeletable))
        let queue = try fixture.create("orders")
        fixture.send("a", to: queue)
        let delivery = try #require(try fixture.receive(from: queue).first)
        let handle = String(decoding: fixture.store.receipts.handle(for: delivery.ticket), as: UTF8.self)
        let request = #"{"QueueUrl":"orders","Entries":[{"Id":"x","ReceiptHandle":"\#(handle)"}]}"#
        var answer = JSONWriter()
        _ = try Operations.read("AmazonSQS.DeleteMessageBatch", body: Array(request.utf8)).perform(
            on: &fixture.store,
            for: Caller(host: "localhost", authorization: "", arrivedAt: fixture.now, now: fixture.now),
            writing: &answer
        )
        let expected = """
            "Successful":[],"Failed":[{"Id":"x","Code":"InternalError",\
            "Message":"The message could not be deleted; try again.","SenderFault":false}]
            """
        #expect(String(decoding: answer.bytes, as: UTF8.self) == expected)
    }

    @Test func `hands one message out twice in a batch that has room for two, under two handles`() throws {
        for (sent, maximum, expected) in [
            (3, 10, ["0", "0", "1", "2"]), (3, 2, ["0", "0"]), (3, 1, ["0"]), (0, 10, []),
        ] {
            var fixture = faulty(Fault(.duplicate))
            let queue = try fixture.create("orders")
            for number in 0..<sent { fixture.send("\(number)", to: queue) }
            let deliveries = try fixture.receive(from: queue, maximum: maximum)
            #expect(deliveries.map(\.text) == expected)
            for delivery in deliveries { try fixture.delete(delivery, from: queue) }
            #expect(try fixture.counts(at: queue).notVisible == 0)
        }
    }

    @Test func `brings a message back that was deleted`() throws {
        var fixture = faulty(Fault(.redeliverDeleted, times: 1))
        let queue = try fixture.create("orders")
        fixture.send("a", to: queue)
        for _ in 0..<2 {
            let delivery = try #require(try fixture.receive(from: queue, visibilityTimeout: 5).first)
            try fixture.delete(delivery, from: queue)
            fixture.wait(seconds: 5)
        }
        #expect(try fixture.counts(at: queue) == QueueCounts(visible: 0, notVisible: 0, delayed: 0))
    }

    private func faulty(_ faults: Fault...) -> QueueFixture {
        QueueFixture(store: Store(receipts: ReceiptHandles(key: 1), faults: FaultPlan(faults: faults)))
    }
}
