import Foundation
import Support
import Testing

/// What a `sqs-exporter produce` sent, by its own account: the truth that the exporter's counts are held against.
struct Production {
    let summaries: [ExporterUnderTest.Summary]
    let broken: Int

    /// How many messages, broken ones included.
    var messages: Int { broken + summaries.reduce(0) { $0 + $1.count } }

    /// Runs a producer to its end.
    static func run(_ arguments: String..., endpoint: String) async throws -> Production {
        let outcome = try await ProgramUnderTest.run(
            ["produce"] + arguments,
            environment: ExporterUnderTest.environment(endpoint: endpoint),
            within: .seconds(120)
        )
        try #require(outcome.succeeded, "\(outcome.errors)")
        return try Production(report: outcome.lines)
    }

    /// Starts a producer that goes on until ``end(_:)``.
    static func start(_ arguments: String..., endpoint: String) throws -> Subprocess {
        try ProgramUnderTest.start(
            ["produce"] + arguments,
            environment: ExporterUnderTest.environment(endpoint: endpoint)
        )
    }

    /// Ends a producer and reads its report.
    static func end(_ producer: Subprocess) async throws -> Production {
        producer.send(signal: SIGTERM)
        try #require(try await producer.waitForEnd() == .exited(0), "\(producer.errors)")
        return try Production(report: producer.output.split(separator: "\n").map(String.init))
    }

    private init(report lines: [String]) throws {
        struct Broken: Decodable { let broken: Int }
        let decoder = JSONDecoder()
        let isBroken = { (line: String) in line.hasPrefix(#"{"broken":"#) }
        summaries = try lines.filter { !isBroken($0) }.map { line in
            try decoder.decode(ExporterUnderTest.Summary.self, from: Data(line.utf8))
        }
        broken =
            try lines.first(where: isBroken).map { try decoder.decode(Broken.self, from: Data($0.utf8)).broken } ?? 0
    }
}
