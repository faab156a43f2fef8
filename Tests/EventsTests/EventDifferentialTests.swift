import Events
import Support
import Testing

/// Decodes random and spoilt bodies with ``EventDecoder`` and with `JSONDecoder`, and expects the same of both.
///
/// 600,000 bodies in 24 runs. The seed is 1 unless `DIFFERENTIAL_SEED` says otherwise.
@Suite struct EventDifferentialTests {
    private static let seed = TestEnvironment.number("DIFFERENTIAL_SEED", as: UInt64.self) ?? 1
    private static let runs = (0..<24).map { run in seed &* 1_000 &+ UInt64(run) }

    @Test(arguments: runs) func `decodes what JSONDecoder decodes`(seed: UInt64) async {
        var generator = JSONTextGenerator(seed: seed)
        let oracle = EventOracle()
        let bodies = 25_000
        var accepted = 0
        for number in 0..<bodies {
            // It computes for long, and other tests have deadlines: they get their turn.
            if number.isMultiple(of: 20) { await Task.yield() }
            let body = generator.eventBody()
            let ours = Result { () throws(EventError) in try EventDecoder().decode(body.span) }
            let theirs = oracle.decode(body)
            if case .success = ours { accepted += 1 }
            guard !agree(ours, theirs, on: body, with: oracle) else { continue }
            let text = String(decoding: body, as: UTF8.self).debugDescription
            Issue.record("seed \(seed), body \(number): \(ours) but \(String(describing: theirs)): \(text)")
            return
        }
        #expect(accepted > bodies / 5 && bodies - accepted > bodies / 5, "\(accepted) of \(bodies) accepted")
    }

    /// Whether both accept with the same values, or both refuse, or the difference is meant.
    private func agree(
        _ ours: Result<Event, EventError>,
        _ theirs: EventOracle.Verdict?,
        on body: [UInt8],
        with oracle: EventOracle
    ) -> Bool {
        switch (ours, theirs) {
        case (.success(let event), let theirs?):
            Array(event.type.utf8) == Array(theirs.type.utf8) && event.value == theirs.value
                && event.occurredAtSeconds == theirs.occurredAtSeconds
        case (.success(let event), nil): oracle.excuses(event, from: body)
        case (.failure, nil): true
        case (.failure(let reason), let theirs?): oracle.excuses(reason, of: body, decodedAs: theirs)
        }
    }
}
