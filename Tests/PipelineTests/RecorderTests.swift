import Events
import Instruments
import Ledger
import SQS
import Testing

@testable import Pipeline

@Suite struct RecorderTests {
    @Test func `an event counts once and its message can be deleted`() async throws {
        let bench = try Bench()
        let settled = await bench.recorder.record([.pageView("1", value: 2.5)]).settled
        #expect(settled.count == 1)
        #expect(bench.events.summaries() == [EventSummary(type: "page_view", count: 1, sum: 2.5)])
        #expect(bench.value("sqs_consumer_messages_counted_total") == 1)
    }

    @Test func `a redelivered message counts nothing and can be deleted with its new handle`() async throws {
        let bench = try Bench()
        _ = await bench.recorder.record([.pageView("1")])
        let settled = await bench.recorder.record([.pageView("1", receiveCount: 2)]).settled
        #expect(settled.map { String(decoding: $0.receiptHandle, as: UTF8.self) } == ["1#2"])
        #expect(bench.events.summaries().map(\.count) == [1])
        #expect(bench.value("sqs_consumer_messages_duplicate_total") == 1)
        #expect(bench.value("sqs_consumer_messages_redelivered_total") == 1)
    }

    @Test func `a message that comes twice in one batch counts once and both deliveries can be deleted`() async throws {
        let bench = try Bench()
        let settled = await bench.recorder.record([.pageView("1"), .pageView("1", receiveCount: 2)]).settled
        #expect(settled.count == 2)
        #expect(bench.events.summaries().map(\.count) == [1])
    }

    @Test func `an id in the payload decides before the message's own`() async throws {
        var bench = try Bench()
        bench.settings.eventIDField = try JSONPointer("/id")
        let recorder = bench.recorder
        func body(_ id: String) -> String {
            #"{"type":"t","value":1,"occurred_at":"2020-10-06 10:00:00","id":\#(id)}"#
        }
        let bodies = [body(#""a""#), body(#""a""#), body(#""b""#), body("null"), body("null")]
        let messages = bodies.enumerated().map { Message.delivery("\($0)", $1) }
        let settled = await recorder.record(messages).settled
        // A duplicate may go while the message that was counted is still in the queue.
        #expect(settled.map(\.isLastOfKey) == [true, false, true, true, true])
        #expect(bench.events.summaries().map(\.count) == [4])
        #expect(bench.value("sqs_consumer_messages_duplicate_total") == 1)
    }

    @Test func `while the ledger is away an invalid message is not put aside either`() async throws {
        let bench = try Bench(ledger: FailingLedger(failures: 1))
        let settlement = await bench.recorder.record([.pageView("1"), .delivery("2", "no JSON")])
        #expect(settlement.settled.isEmpty)
        #expect(settlement.left.count == 2)
        #expect(bench.deadLetterQueue?.sent.isEmpty == true)
    }

    @Test func `of a batch in any order each message is deleted and given back by its own handle`() async throws {
        let bench = try Bench(policy: .leave)
        let messages: [Message] = [
            .delivery("1", "", bodyIsIntact: false), .delivery("2", "no JSON"), .pageView("3"), .pageView("4"),
        ]
        let settlement = await bench.recorder.record(messages)
        #expect(settlement.settled.map { String(decoding: $0.receiptHandle, as: UTF8.self) } == ["3#1", "4#1"])
        #expect(settlement.stays.map { String(decoding: $0.receiptHandle, as: UTF8.self) } == ["2#1"])
        #expect(settlement.left.map { String(decoding: $0.receiptHandle, as: UTF8.self) } == ["1#1"])
        #expect(bench.exemplarOrigins("event_value") == [.message(id: "3")])

        let failing = try Bench(ledger: FailingLedger(failures: 1))
        let left = await failing.recorder.record(messages).left.map(\.receiptHandle)
        #expect(Set(left.map { String(decoding: $0, as: UTF8.self) }) == ["1#1", "2#1", "3#1", "4#1"])
        #expect(left.count == 4)
    }

    @Test func `negative values are added to a counter of their own and the sum is right`() async throws {
        let bench = try Bench()
        _ = await bench.recorder.record([.pageView("1", value: 10), .pageView("2", value: -4)])
        #expect(bench.value("events_value_total", "page_view") == 10)
        #expect(bench.value("events_negative_value_total", "page_view") == 4)
        #expect(bench.events.summaries() == [EventSummary(type: "page_view", count: 2, sum: 6)])
    }

    @Test func `the last value is that of the latest event and not of the latest arrival`() async throws {
        let bench = try Bench()
        let late = #"{"type":"t","value":1,"occurred_at":"2020-10-06 10:00:00"}"#
        let later = #"{"type":"t","value":2,"occurred_at":"2020-10-06 11:00:00"}"#
        _ = await bench.recorder.record([.delivery("1", later), .delivery("2", late)])
        #expect(bench.value("event_last_value", "t") == 2)
        #expect(bench.value("event_last_occurred_timestamp_seconds", "t") == 1_601_982_000)
    }

    @Test func `types that differ in their bytes are two types`() async throws {
        let bench = try Bench()
        let composed = "{\"type\":\"caf\u{E9}\",\"value\":1,\"occurred_at\":\"2020-10-06 10:00:00\"}"
        let decomposed = "{\"type\":\"cafe\u{301}\",\"value\":1,\"occurred_at\":\"2020-10-06 10:00:00\"}"
        _ = await bench.recorder.record([.delivery("1", composed), .delivery("2", decomposed)])
        #expect(bench.events.summaries().map(\.count) == [1, 1])
        #expect(bench.value("sqs_exporter_event_types") == 2)
    }

    @Test func `lag is taken from first receives only`() async throws {
        let bench = try Bench()
        _ = await bench.recorder.record([.pageView("1"), .pageView("2", receiveCount: 2)])
        #expect(bench.value("sqs_consumer_message_lag_seconds") == 1)
        #expect(bench.value("sqs_consumer_message_receive_count") == 2)
    }

    @Test func `a body that arrived damaged is neither counted nor deleted`() async throws {
        let bench = try Bench()
        let body = #"{"type":"t","value":1,"occurred_at":"2020-10-06 10:00:00"}"#
        let settled = await bench.recorder.record([.delivery("1", body, bodyIsIntact: false)]).settled
        #expect(settled.isEmpty)
        #expect(bench.events.summaries().isEmpty)
        #expect(bench.value("sqs_consumer_messages_rejected_total", "md5_mismatch") == 1)
    }

    @Test func `nothing is counted or deleted when the ledger fails`() async throws {
        let bench = try Bench(ledger: FailingLedger())
        let settled = await bench.recorder.record([.pageView("1"), .pageView("2", receiveCount: 3)]).settled
        #expect(settled.isEmpty)
        #expect(bench.events.summaries().isEmpty)
        #expect(bench.value("sqs_consumer_messages_exhausted_total") == 1)
    }
}
