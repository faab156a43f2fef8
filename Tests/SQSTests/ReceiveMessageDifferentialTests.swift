import SQS
import Support
import Testing

/// Decodes random and spoilt answers with ``ReceiveMessageAnswer`` and with `JSONDecoder`, and expects the same of
/// both.
///
/// 400,000 answers in 20 runs. The seed is 1 unless `DIFFERENTIAL_SEED` says otherwise.
@Suite struct ReceiveMessageDifferentialTests {
    private static let seed = TestEnvironment.number("DIFFERENTIAL_SEED", as: UInt64.self) ?? 1
    private static let runs = (0..<20).map { run in seed &* 1_000 &+ UInt64(run) }

    @Test(arguments: runs) func `decodes what JSONDecoder decodes`(seed: UInt64) async {
        var generator = JSONTextGenerator(seed: seed)
        let oracle = AnswerOracle()
        let answers = 20_000
        var accepted = 0
        for number in 0..<answers {
            // It computes for long, and other tests have deadlines: they get their turn.
            if number.isMultiple(of: 20) { await Task.yield() }
            let answer = generator.receiveMessageAnswer()
            let ours = try? ReceiveMessageAnswer(answer).messages
            let theirs = oracle.decode(answer)
            if ours != nil { accepted += 1 }
            guard !agree(ours, theirs, on: answer, with: oracle) else { continue }
            let text = String(decoding: answer, as: UTF8.self).debugDescription
            Issue.record("seed \(seed), answer \(number): \(String(describing: theirs)) from \(text)")
            return
        }
        #expect(accepted > answers / 5 && answers - accepted > answers / 5, "\(accepted) of \(answers) accepted")
    }

    /// Whether both accept with the same values, or both refuse, or the difference is meant.
    private func agree(
        _ ours: [Message]?,
        _ theirs: [AnswerOracle.Message]?,
        on answer: [UInt8],
        with oracle: AnswerOracle
    ) -> Bool {
        let agree =
            switch (ours, theirs) {
            case (let ours?, let theirs?): ours.count == theirs.count && zip(ours, theirs).allSatisfy(oracle.equals)
            case (_?, nil): answer.isEmpty
            case (nil, _?): oracle.excusesRefusal(of: answer)
            case (nil, nil): true
            }
        // Of members that come twice JSONDecoder takes the first, and we the last.
        return agree || KeyCount.findsDuplicates(in: answer)
    }
}
