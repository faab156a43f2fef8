import ArgumentParser
import Support
import Testing

@testable import SQSExporter

@Suite struct EventTypeTests {
    @Test(arguments: [
        ("a", EventType(name: "a", weight: 1, values: .one)),
        ("a:3", EventType(name: "a", weight: 3, values: .one)),
        ("größe:12", EventType(name: "größe", weight: 12, values: .one)),
        ("page_view:2", EventType(name: "page_view", weight: 2, values: .one)),
        ("refund", EventType(name: "refund", weight: 1, values: .refund(5...200))),
    ])
    func `reads a name and a weight; a name from the shop has the shop's values`(text: String, expected: EventType) {
        #expect(EventType.named(text) == expected)
    }

    @Test(arguments: [
        "", ":1", "a:", "a:0", "a:-1", "a:1.5", "a:b", "a:1:2", "a:1000001", "a:9223372036854775807",
        String(repeating: "a", count: 129), "a\nb", "a\u{85}b",
    ])
    func `refuses what is none`(text: String) {
        #expect(EventType.named(text) == nil)
    }

    @Test(arguments: [
        ("--rate=-1", "--rate is -1.0; write a number from 0 to 1000000"),
        ("--rate=1e300", "--rate is 1e+300; write a number from 0 to 1000000"),
        ("--rate=inf", "--rate is inf; write a number from 0 to 1000000"),
        ("--rate=nan", "--rate is nan; write a number from 0 to 1000000"),
        ("--count=-1", "--count is -1; write 0 or more"),
        ("--invalid-ratio=1.1", "--invalid-ratio is 1.1; write a number from 0 to 1"),
        ("--invalid-ratio=nan", "--invalid-ratio is nan; write a number from 0 to 1"),
        ("--type=a:0", #"--type is "a:0"; write a name and a weight from 1 to 1000000, page_view:3"#),
        (
            "--type=a:9223372036854775807",
            #"--type is "a:9223372036854775807"; write a name and a weight from 1 to 1000000, page_view:3"#
        ),
    ])
    func `options out of their range are refused with their name, their value and the cure`(
        argument: String,
        expected: String
    ) throws {
        let error = #expect(throws: (any Error).self) { try ProducerOptions.parse([argument]) }
        #expect(ProducerOptions.message(for: try #require(error)) == expected)
    }

    @Test func `the highest rate and the heaviest types there may be are produced`() throws {
        let options = try ProducerOptions.parse(["--rate=1000000", "--type", "a:1000000", "b:1000000"])
        #expect(options.pace.rate == 1_000_000)
        var generator = EventGenerator(types: options.eventTypes, invalidRatio: 0, random: SplitMix64(seed: 7))
        #expect(Set((0..<100).compactMap { _ in generator.next(now: 0).event?.type }) == ["a", "b"])
    }

    @Test func `a rate of 0 is no limit`() throws {
        #expect(try ProducerOptions.parse(["--rate", "0"]).pace.rate == nil)
        #expect(try ProducerOptions.parse(["--rate", "2.5", "--count", "7"]).pace.count == 7)
        #expect(try ProducerOptions.parse([]).pace.rate == 10)
    }

    @Test func `types that are given replace those of the shop`() throws {
        #expect(try ProducerOptions.parse([]).eventTypes == EventType.shop)
        #expect(try ProducerOptions.parse(["--type", "a:2", "b"]).eventTypes.map(\.name) == ["a", "b"])
    }
}
