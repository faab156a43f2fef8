import Instruments
import Redis
import Synchronization

/// The leader's part: never run twice at a time.
extension RedisLedger {
    private enum Sending {
        case done(verdicts: [UInt8], remembered: Int)
        /// The connection ended before the answer; the commit is in doubt.
        case unknown(RedisError)
    }

    /// Commits the entries of one caller or many, and tells which of them were new.
    func commit(_ entries: [LedgerEntry]) async throws(LedgerError) -> [Verdict] {
        guard state.withLock(\.isOpen) else { throw .closed }
        let start = ContinuousClock.now
        try await settleEarlierDoubt()
        let digits = try await decide(entries, since: start)
        guard digits.count == entries.count else { throw .strange(server: url) }
        return digits.map { $0 == Self.recorded ? .recorded : .duplicate }
    }

    private static var recorded: UInt8 { UInt8(ascii: "1") }

    /// Keeps what an earlier commit has recorded, if it was done after all, for whoever asks for late records.
    private func settleEarlierDoubt() async throws(LedgerError) {
        guard let doubt = progress.withLock(\.doubt), let digits = try await resolveDoubt() else { return }
        let recorded = zip(doubt.entries, digits).compactMap { $1 == Self.recorded ? $0 : nil }
        progress.withLock { $0.late += recorded }
    }

    /// Sends the commit, a second time if the first was lost on its way and not done.
    private func decide(
        _ entries: [LedgerEntry],
        since start: ContinuousClock.Instant
    ) async throws(LedgerError) -> [UInt8] {
        var attempts = 0
        while true {
            attempts += 1
            switch try await send(entries) {
            case .done(let verdicts, let remembered):
                let seconds = (ContinuousClock.now - start) / .seconds(1)
                metrics.committed(durationSeconds: seconds, at: now(), remembered: remembered)
                return verdicts
            case .unknown(let error):
                guard attempts < 2 else { throw LedgerError(error, server: url) }
                if let verdicts = try await resolveDoubt() { return verdicts }
            }
        }
    }

    private func send(_ entries: [LedgerEntry]) async throws(LedgerError) -> Sending {
        let (confirmed, forgotten, lifetimes) = state.withLock { state in
            defer { (state.confirmed, state.forgotten) = ([], []) }
            return (state.confirmed, state.forgotten, state.lifetimes)
        }
        let (claim, id) = progress.withLock { ($0.claim.bytes, $0.claim.nextCommit()) }
        let now = now()
        let own = [keys.totals(of: replica), keys.natives(of: replica)]
        let names = [keys.owners, keys.commits] + own + [keys.unconfirmed] + keys.partitions(at: now)
        let packed = PackedEntries(entries, now: now, lifetimes: lifetimes, buckets: buckets)
        let arguments = [
            Array(replica.utf8), claim, id, [UInt8](bigEndian: [now]), Array("\(keys.partitionLifeSeconds)".utf8),
            packed.bytes, confirmed.reduce(into: []) { $1.append(to: &$0) }, [UInt8](bigEndian: buckets.upperBounds),
            Array("\(forgotten.count)".utf8),
        ]
        let answer: RESPValue
        do throws(RedisError) {
            answer = try await client.evaluate(.commit, keys: names, arguments + forgotten + packed.types)
        } catch {
            guard error.leavesOutcomeUnknown else {
                state.withLock { state in
                    state.confirmed += confirmed
                    state.forgotten += forgotten
                }
                throw LedgerError(error, server: url)
            }
            progress.withLock { $0.doubt = Doubt(id: id, entries: entries, confirmed: confirmed, forgotten: forgotten) }
            return .unknown(error)
        }
        let results: [RESPValue]
        do throws(LedgerError) {
            results = Array(try self.results(answer))
        } catch {
            // It was not done. Where a server has taken over that had not seen our latest claim, a new one will do.
            progress.withLock { $0.doubt = Doubt(id: id, entries: [], confirmed: confirmed, forgotten: forgotten) }
            throw error
        }
        guard results.count == 2, let verdicts = results[0].bytes, case .integer(let remembered) = results[1]
        else { throw .strange(server: url) }
        return .done(verdicts: verdicts, remembered: Int(remembered))
    }
}
