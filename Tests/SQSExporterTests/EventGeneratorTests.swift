import Events
import Support
import Testing

@testable import SQSExporter

@Suite struct EventGeneratorTests {
    private static let now = 1_601_978_525.0

    private func bodies(_ count: Int, types: [EventType] = EventType.shop, invalidRatio: Double = 0) -> [EventGenerator
        .Body]
    {
        var generator = EventGenerator(types: types, invalidRatio: invalidRatio, random: SplitMix64(seed: 7))
        return (0..<count).map { _ in generator.next(now: Self.now) }
    }

    @Test func `every event is what its body says, to the decoder too`() throws {
        for body in bodies(2000) {
            let event = try #require(body.event)
            let decoded = try EventDecoder().decode(body.bytes.span)
            #expect(decoded.type == event.type)
            #expect(decoded.value == event.value)
            #expect(Self.now - 3...Self.now ~= decoded.occurredAtSeconds)
        }
    }

    @Test func `every broken body is broken for the decoder, in many ways`() {
        let broken = bodies(500, invalidRatio: 1)
        let reasons = broken.map { body in
            #expect(body.event == nil)
            return #expect(throws: EventError.self) { try EventDecoder().decode(body.bytes.span) }
        }
        #expect(
            Set(reasons) == [
                .notJSON, .trailingComma, .notAnObject, .missingType, .missingValue, .missingOccurredAt,
                .valueNotANumber, .valueOutOfRange, .typeNotAString, .typeEmpty, .occurredAtMalformed,
            ]
        )
    }

    @Test func `the share of broken bodies is the one asked for`() {
        #expect(330...470 ~= bodies(2000, invalidRatio: 0.2).count { $0.event == nil })
        #expect(bodies(2000).allSatisfy { $0.event != nil })
    }

    @Test func `types come as often as they weigh`() {
        let types = [EventType(name: "a", weight: 1, values: .one), EventType(name: "b", weight: 3, values: .one)]
        let share = bodies(4000, types: types).count { $0.event?.type == "b" }
        #expect(2880...3120 ~= share)
        let all = Set(bodies(4000).compactMap(\.event?.type))
        #expect(all == Set(EventType.shop.map(\.name)))
    }

    @Test(arguments: [
        (EventType.Values.one, 1.0...1.0, 1.0), (.whole(2...5), 2...5, 1), (.money(5...400), 5...400, 100),
        (.refund(5...200), -200...(-5), 100),
    ])
    func `values are in their range and no finer than they should be`(
        values: EventType.Values,
        range: ClosedRange<Double>,
        partsOfOne: Double
    ) {
        let drawn = bodies(500, types: [EventType(name: "a", weight: 1, values: values)]).compactMap(\.event?.value)
        #expect(drawn.count == 500)
        #expect(drawn.allSatisfy { range.contains($0) && ($0 * partsOfOne).rounded() / partsOfOne == $0 })
    }

    @Test func `amounts of money are low more often than high`() {
        let types = [EventType(name: "a", weight: 1, values: .money(0...100))]
        let low = bodies(1000, types: types).count { $0.event?.value ?? 0 < 50 }
        #expect(low > 650)
    }

    @Test func `the same seed invents the same events`() {
        #expect(bodies(50, invalidRatio: 0.3).map(\.bytes) == bodies(50, invalidRatio: 0.3).map(\.bytes))
    }
}
