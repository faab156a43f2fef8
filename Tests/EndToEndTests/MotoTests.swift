import Foundation
import Support
import Testing

extension EndToEndTests {
    @Suite struct MotoTests {
        private static let types = ["page_view", "purchase", "refund", "größe", "über uns"]

        @Test func `counts 950 events exactly and puts 50 broken messages aside, each with its reason`() async throws {
            let moto = try await MotoServer.start()
            defer { moto.stop() }
            let boto = Boto(endpoint: moto.endpoint)
            _ = try await boto.run("create", "events", "3")
            // moto hands one message to two receives that come at the same moment.
            let exporter = try await ExporterUnderTest.start(
                endpoint: moto.endpoint,
                settings: ["SQS_RECEIVE_LOOPS_MAX": "1"]
            )
            defer { exporter.stop() }

            let messages = Self.messages()
            let ids = try await boto.run("send", "events", input: messages.map(\.body), as: [String].self)
            try await waitUntil("every message is settled", within: .seconds(120)) {
                let page = try await exporter.metrics()
                return page.sum("sqs_consumer_messages_deleted_total") == 1000
                    && page.sum("sqs_consumer_messages_inflight") == 0
            }

            let expected = Self.summaries(of: messages)
            #expect(try await exporter.stats() == expected)
            let page = try await exporter.metrics()
            for summary in expected {
                let labels = ["queue": "events", "event_type": summary.type]
                #expect(page.sum("events_total", labels) == Double(summary.count))
                let positive = page.sum("events_value_total", labels) ?? 0
                let negative = page.sum("events_negative_value_total", labels) ?? 0
                #expect(positive - negative == summary.sum)
            }

            let reasons = messages.compactMap(\.reason)
            let rejected = page.values("sqs_consumer_messages_rejected_total", by: "reason")
            #expect(Set(rejected.keys) == InvalidBodies.unreachableReasons.union(reasons))
            #expect(rejected.filter { $0.value > 0 } == Dictionary(reasons.map { ($0, 1) }, uniquingKeysWith: +))

            let broken = zip(ids, messages).compactMap { id, message in
                message.reason.map { reason in
                    Boto.Drained(
                        body: message.body,
                        attributes: [
                            "RejectionReason": reason, "OriginalMessageId": id, "OriginalQueue": "events",
                        ]
                    )
                }
            }
            #expect(Set(try await boto.run("drain", "events-dlq", as: [Boto.Drained].self)) == Set(broken))
            #expect(broken.count == 50)
            let attributes = try await boto.run("attributes", "events", as: [String: String].self)
            #expect(attributes["ApproximateNumberOfMessages"] == "0")
            #expect(attributes["ApproximateNumberOfMessagesNotVisible"] == "0")
        }

        @Test func `creates missing queues with the redrive policy between them`() async throws {
            let moto = try await MotoServer.start()
            defer { moto.stop() }
            let exporter = try await ExporterUnderTest.start(
                endpoint: moto.endpoint,
                settings: [
                    "SQS_CREATE_QUEUES": "true", "SQS_MAX_RECEIVE_COUNT": "7", "SQS_VISIBILITY_TIMEOUT": "42",
                    "DLQ_QUEUE_NAME": "morgue",
                ]
            )
            defer { exporter.stop() }
            try await exporter.waitUntilReady()

            let boto = Boto(endpoint: moto.endpoint)
            let main = try await boto.run("attributes", "events", as: [String: String].self)
            let deadLetter = try await boto.run("attributes", "morgue", as: [String: String].self)
            let text = try #require(main["RedrivePolicy"])
            let policy = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
            #expect(policy["deadLetterTargetArn"] as? String == deadLetter["QueueArn"])
            #expect("\(policy["maxReceiveCount"] ?? "")" == "7")
            #expect(main["VisibilityTimeout"] == "42")
            #expect(deadLetter["MessageRetentionPeriod"] == "1209600")
        }

        private struct Sent {
            let body: String
            /// Nil for an event.
            let reason: String?
            let event: (type: String, value: Double)?
        }

        /// Makes 1,000 messages, every twentieth broken, with values that are quarters, so that their sums are exact.
        private static func messages() -> [Sent] {
            let invalid = InvalidBodies.sample(50)
            return (0..<1000).map { index in
                if index % 20 == 7 {
                    let broken = invalid[index / 20]
                    return Sent(body: broken.body, reason: broken.reason, event: nil)
                }
                let type = types[index % types.count]
                let value = Double(index % 97) / 4 * (type == "refund" ? -1 : 1)
                let second = String(format: "%02d", index % 60)
                let body = #"{"type":"\#(type)","value":\#(value),"occurred_at":"2020-10-06 10:02:\#(second)"}"#
                return Sent(body: body, reason: nil, event: (type, value))
            }
        }

        private static func summaries(of messages: [Sent]) -> [ExporterUnderTest.Summary] {
            let events = messages.compactMap(\.event)
            return types.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.map { type in
                let values = events.filter { $0.type == type }.map(\.value)
                return ExporterUnderTest.Summary(type: type, count: values.count, sum: values.reduce(0, +))
            }
        }
    }
}
