import Foundation
import Support
import Testing

/// The AWS SDK for Python, through `Tests/Peers/sqs.py`.
struct Boto {
    /// A message as it was found in a queue.
    struct Drained: Codable, Hashable {
        let body: String
        let attributes: [String: String]
    }

    let endpoint: String

    /// Runs a command of the script and reads what it prints.
    func run<Answer: Decodable>(
        _ command: String,
        _ queue: String,
        input: [String] = [],
        as _: Answer.Type
    ) async throws -> Answer {
        let outcome = try await run(command, queue, input: input)
        return try JSONDecoder().decode(Answer.self, from: Data(outcome.output.utf8))
    }

    /// Runs a command of the script, which must succeed.
    func run(_ arguments: String..., input: [String] = []) async throws -> Subprocess.Outcome {
        let outcome = try await Python.run(
            "sqs.py",
            arguments,
            // It does not read AWS_REGION.
            environment: ExporterUnderTest.environment(endpoint: endpoint).merging(
                ["AWS_DEFAULT_REGION": "eu-central-1"]
            ) { $1 },
            input: Array(try JSONEncoder().encode(input)),
            within: .seconds(180)
        )
        try #require(outcome.succeeded, "\(outcome.errors)")
        return outcome
    }
}
