import Instruments
import Redis
import Synchronization

extension RedisLedger {
    /// Starts the histograms of this replica anew that were kept in other buckets, and stores them so.
    ///
    /// Stored at once and for all types, because a histogram that came back with its old buckets one day would seem to
    /// have seen all its values again. To be called with a claim, before anything commits.
    func restartHistograms() async throws(LedgerError) {
        let fields = try fields(try await ask([RedisCommand("HGETALL", [keys.totals(of: replica)])])[0])
        var replacements: [[UInt8]] = []
        for (type, packed) in fields {
            guard let totals = EventTotals(type: "", packed: packed, buckets: buckets)
            else { throw .strange(server: url) }
            if EventTotals.hasOtherBounds(packed, than: buckets) { replacements += [type, totals.packed] }
        }
        // A script takes only so many arguments.
        for start in stride(from: 0, to: replacements.count, by: 1000) {
            try await replace(replacements[start..<min(start + 1000, replacements.count)])
        }
        guard !replacements.isEmpty else { return }
        let notice = "the ledger at \(url) has the histograms in other buckets: they start anew, all else goes on"
        state.withLock { $0.notices = [notice] }
    }

    private func replace(_ typesAndTotals: ArraySlice<[UInt8]>) async throws(LedgerError) {
        let claim = progress.withLock(\.claim.bytes)
        let answer: RESPValue
        do throws(RedisError) {
            let arguments = [Array(replica.utf8), claim] + typesAndTotals
            answer = try await client.evaluate(.replace, keys: [keys.owners, keys.totals(of: replica)], arguments)
        } catch {
            throw LedgerError(error, server: url)
        }
        _ = try results(answer)
    }
}
