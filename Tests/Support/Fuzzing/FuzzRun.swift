/// A series of inputs of one target: its corpus as it is, then mutations of it, the same ones for the same seed.
///
/// The seed is 1 unless `FUZZ_SEED` says otherwise.
package struct FuzzRun: Sendable, CustomStringConvertible {
    /// What is tried, and where the corpus is from.
    package let target: FuzzTarget
    let seed: UInt64
    private let inputs: Int

    /// The runs of one target: of 25,000 inputs at most, so that each has a name and a place among the tests.
    package static func runs(of target: FuzzTarget) -> [FuzzRun] {
        let seed = TestEnvironment.number("FUZZ_SEED", as: UInt64.self) ?? 1
        let inputs = target.inputs
        let count = (inputs + 24_999) / 25_000
        return (0..<count).map { run in
            FuzzRun(
                target: target,
                seed: seed &* 1_000 &+ UInt64(run),
                inputs: inputs * (run + 1) / count - inputs * run / count
            )
        }
    }

    /// The target and the seed that its numbers come from.
    package var description: String { "\(target) \(seed)" }

    /// Tries inputs until one is wrong.
    package func check(
        tokens: [String],
        _ verdict: ([UInt8]) async throws -> FuzzVerdict
    ) async throws -> FuzzReport {
        let corpus = try target.corpus()
        var mutator = Mutator(corpus: corpus, tokens: tokens, seed: seed)
        let trial = try FuzzTrial(of: self)
        var report = FuzzReport()
        for number in 0..<inputs where report.finding == nil {
            // It computes for long, and other tests have deadlines: they get their turn.
            if number.isMultiple(of: 20) { await Task.yield() }
            let input = number < corpus.count ? corpus[number] : mutator.next()
            trial.begin(input)
            report.add(try await verdict(input), of: self, number: number, input: input)
        }
        return report
    }
}
