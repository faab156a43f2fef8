import Redis
import Synchronization

extension RedisLedger {
    enum ClaimMode: String {
        /// Takes the replica from whoever has it.
        case open
        /// Takes it only from an earlier claim of this process.
        case resume
    }

    /// Makes this process the one that counts for the replica; no commit sent before can be done after.
    ///
    /// Returns the replica's last commit, as the commit script has left it: an id, and a digit for each entry.
    func claim(_ mode: ClaimMode) async throws(LedgerError) -> [UInt8] {
        let claim = progress.withLock { progress in
            progress.claim.renew()
            return progress.claim.bytes
        }
        let names = [keys.owners, keys.commits] + keys.rehearsal
        let arguments = [Array(replica.utf8), claim, Array(mode.rawValue.utf8)]
        let answer: RESPValue
        do throws(RedisError) {
            answer = try await client.evaluate(.claim, keys: names, arguments)
        } catch {
            throw LedgerError(error, server: url)
        }
        guard let last = try results(answer).first?.bytes else { throw .strange(server: url) }
        return last
    }

    /// Finds out whether the commit in doubt was done, and what it decided; nil if it was not and never will be.
    func resolveDoubt() async throws(LedgerError) -> [UInt8]? {
        guard let doubt = progress.withLock(\.doubt) else { return nil }
        let last = try await claim(.resume)
        progress.withLock { $0.doubt = nil }
        if last.starts(with: doubt.id) { return Array(last.dropFirst(doubt.id.count)) }
        state.withLock { state in
            state.confirmed += doubt.confirmed
            state.forgotten += doubt.forgotten
        }
        return nil
    }

    /// What follows the "ok" of a script.
    func results(_ answer: RESPValue) throws(LedgerError) -> ArraySlice<RESPValue> {
        guard let members = answer.members else { throw .strange(server: url) }
        switch members.first?.text {
        case "ok": return members.dropFirst()
        case "fenced": throw .fenced(replica: replica)
        case "lost": throw .lost(server: url)
        default: throw .strange(server: url)
        }
    }
}
