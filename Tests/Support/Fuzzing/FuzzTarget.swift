import Foundation

/// What reads bytes that others wrote, and so is fuzzed; each has a corpus of its name in `Tests/Corpora`.
package enum FuzzTarget: String, CaseIterable, Sendable {
    case events, receives, batches, refusals, configurations, settings, requests, webconfigs

    /// How many of a thousand inputs it gets: many where they are cheap.
    private var share: Int {
        switch self {
        case .events: 470
        case .receives: 330
        case .batches: 90
        case .refusals: 50
        case .configurations: 28
        case .settings: 10
        case .requests: 2
        case .webconfigs: 20
        }
    }

    /// `FUZZ_INPUTS`, or a million, over all targets together.
    private static let total = TestEnvironment.number("FUZZ_INPUTS", as: Int.self) ?? 1_000_000

    /// Inputs of one run of the suite.
    package var inputs: Int { Self.total * share / 1_000 }

    /// The entries, in the order of their files' names.
    package func corpus() throws -> [[UInt8]] {
        let directory = Self.tests.appending(path: "Corpora/\(rawValue)")
        return try FileManager.default.contentsOfDirectory(atPath: directory.path).sorted()
            .map { Array(try Data(contentsOf: directory.appending(path: $0))) }
    }

    static var tests: URL {
        URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    }
}
