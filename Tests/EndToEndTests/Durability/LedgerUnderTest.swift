import Foundation
import Support
import Testing

/// A ledger that exporters keep their counts in, made for one test.
final class LedgerUnderTest {
    enum Kind: String, CustomTestStringConvertible {
        case memory, sqlite, redis

        /// All that promise to survive a crash.
        static let durable = [Kind.sqlite, .redis]

        var testDescription: String { rawValue }
    }

    /// The value of `LEDGER_URL`.
    let url: String
    /// The shared store, where the ledger is one.
    let redis: RedisServer?
    private let directory: URL?

    init(_ kind: Kind) async throws {
        switch kind {
        case .memory:
            (url, redis, directory) = ("memory:", nil, nil)
        case .sqlite:
            let directory = try TemporaryDirectory.make()
            self.directory = directory
            (url, redis) = ("sqlite:\(directory.appending(path: "ledger.sqlite").path)", nil)
        case .redis:
            // As the promise needs it: what it has acknowledged it still knows when it has been killed.
            let redis = try await RedisServer.start("--appendonly", "yes", "--appendfsync", "always")
            (url, self.redis, directory) = (redis.url, redis, nil)
        }
    }

    /// One that somebody else made and removes.
    init(url: String) {
        (self.url, redis, directory) = (url, nil, nil)
    }

    deinit {
        if let directory { try? FileManager.default.removeItem(at: directory) }
    }
}
