import Instruments
import Redis
import Synchronization

/// What the server tells about itself, where it is allowed to.
extension RedisLedger {
    private static let measuringPause = Duration.seconds(15)

    /// Finds settings of the server under which it may lose what it has taken.
    func findNotices() async -> [String] {
        var notices: [String] = []
        for (setting, isSafe, danger) in Self.rules {
            guard let value = await configuration(setting), !isSafe(value) else { continue }
            notices.append("Redis at \(url) has \(setting) \(value): \(danger)")
        }
        return notices
    }

    private static var rules: [(setting: String, isSafe: @Sendable (String) -> Bool, danger: String)] {
        [
            ("appendonly", { $0 == "yes" }, "all counts are lost when it stops; set it to yes"),
            ("appendfsync", { $0 == "always" }, "a power cut can lose the last counts; set it to always"),
            ("maxmemory-policy", { $0 == "noeviction" }, "counts may be evicted; set it to noeviction"),
        ]
    }

    private func configuration(_ setting: String) async -> String? {
        guard let answer = try? await client.send(RedisCommand("CONFIG", "GET", setting)) else { return nil }
        return answer.members?.last?.text
    }

    /// Sets `sqs_ledger_size_bytes`: the memory of the keys and of this replica's totals, estimated by the server.
    ///
    /// The totals of other replicas are theirs to measure. Stays 0 where `MEMORY USAGE` is not permitted, or
    /// not known, which is not asked again; any other error leaves the size as it was.
    func measureSize() async {
        let isDue = progress.withLock { progress in
            let now = ContinuousClock.now
            guard progress.mayMeasure, progress.measured.map({ now - $0 >= Self.measuringPause }) ?? true
            else { return false }
            progress.measured = now
            return true
        }
        guard isDue else { return }
        let own = [keys.totals(of: replica), keys.natives(of: replica)]
        let names = [keys.unconfirmed, keys.owners, keys.commits] + own + keys.partitions(at: now())
        let commands = names.map { RedisCommand("MEMORY", [Array("USAGE".utf8), $0]) }
        guard let answers = try? await client.send(commands) else { return }
        var bytes: Int64 = 0
        for answer in answers {
            switch answer {
            case .integer(let size): bytes += size
            case .error(let refusal):
                let isFinal = refusal.code == "NOPERM" || refusal.message.hasPrefix("unknown")
                return progress.withLock { $0.mayMeasure = !isFinal }
            default: break
            }
        }
        metrics.sizeBytes.set(Double(bytes))
    }
}
