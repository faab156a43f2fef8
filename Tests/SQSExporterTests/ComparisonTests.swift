import Events
import Testing

@testable import SQSExporter

@Suite struct ComparisonTests {
    private func tally(_ events: (type: String, value: Double)...) -> ProducerTally {
        let tally = ProducerTally()
        for event in events { tally.accepted(EventGenerator.Body(bytes: [], event: event)) }
        return tally
    }

    @Test func `agrees when every type was counted as often as it was sent`() {
        let comparison = Comparison(
            sent: tally(("b", 1), ("a", 2), ("b", 1)),
            counted: [EventSummary(type: "a", count: 1, sum: 2), EventSummary(type: "b", count: 2, sum: 2)]
        )
        #expect(comparison.agrees)
        #expect(
            comparison.text == """

                type                  sent       counted
                a                        1             1
                b                        2             2
                Every event sent was counted once.

                """
        )
    }

    @Test(arguments: [
        [], [EventSummary(type: "a", count: 2, sum: 2)], [EventSummary(type: "b", count: 1, sum: 2)],
        [EventSummary(type: "a", count: 1, sum: 2), EventSummary(type: "b", count: 1, sum: 2)],
    ])
    func `disagrees when a type is missing, counted too often or never sent`(counted: [EventSummary]) {
        let comparison = Comparison(sent: tally(("a", 2)), counted: counted)
        #expect(!comparison.agrees)
        #expect(comparison.text.contains("The counts differ"))
    }

    @Test func `types that differ in bytes alone are two types`() {
        let composed = "caf\u{E9}"
        let decomposed = "cafe\u{301}"
        let tally = tally((composed, 1), (decomposed, 2), (decomposed, 3))
        let counted = [
            EventSummary(type: decomposed, count: 2, sum: 5), EventSummary(type: composed, count: 1, sum: 1),
        ]
        #expect(tally.summaries.map { Array($0.type.utf8) } == counted.map { Array($0.type.utf8) })
        #expect(tally.summaries.map(\.count) == [2, 1])
        #expect(tally.summaries.map(\.sum) == [5, 1])
        let comparison = Comparison(sent: tally, counted: counted)
        #expect(comparison.agrees)
        #expect(comparison.rows.map { Array($0.type.utf8) } == counted.map { Array($0.type.utf8) })
        #expect(!Comparison(sent: tally, counted: [counted[0]]).agrees)
    }

    @Test func `the producer's report has a line for each type, then what was broken and what was refused`() {
        let tally = tally(("purchase", 649.5), ("page_view", 1), ("purchase", 0.5))
        tally.accepted(EventGenerator.Body(bytes: [], event: nil))
        tally.refused(3)
        #expect(
            tally.report == """
                {"type":"page_view","count":1,"sum":1.0}
                {"type":"purchase","count":2,"sum":650.0}
                {"broken":1}
                {"refused":3}

                """
        )
    }
}
