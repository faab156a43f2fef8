import Events
import Ledger
import Synchronization

/// A ledger whose commits take until they are let go.
final class HeldLedger: Ledger {
    private struct State {
        var isReleased = false
        var waiting: [CheckedContinuation<Void, Never>] = []
        var calls = 0
        var isClosed = false
        var unconfirmedSeconds: [Double] = []
        var confirmed: [MessageKey] = []
    }

    private let state = Mutex(State())

    init(isReleased: Bool = false) { state.withLock { $0.isReleased = isReleased } }

    /// How many commits have been asked for.
    var calls: Int { state.withLock { $0.calls } }
    var isClosed: Bool { state.withLock { $0.isClosed } }
    /// What it has been told of how long messages can come back.
    var unconfirmedSeconds: [Double] { state.withLock { $0.unconfirmedSeconds } }
    /// The keys whose messages it was told are deleted.
    var confirmed: [MessageKey] { state.withLock { $0.confirmed } }
    var notices: [String] { [] }

    /// Lets all commits end, those to come at once.
    func release() {
        let waiting = state.withLock { state in
            state.isReleased = true
            defer { state.waiting = [] }
            return state.waiting
        }
        for caller in waiting { caller.resume() }
    }

    func record(_ entries: [LedgerEntry]) async throws(LedgerError) -> [Verdict] {
        await withCheckedContinuation { caller in
            let mayGo = state.withLock { state in
                state.calls += 1
                if !state.isReleased { state.waiting.append(caller) }
                return state.isReleased
            }
            if mayGo { caller.resume() }
        }
        return entries.map { _ in .recorded }
    }

    func open() async throws(LedgerError) -> [EventTotals] { [] }
    func takeLateRecords() async -> [LedgerEntry] { [] }
    func contains(_ key: MessageKey) async throws(LedgerError) -> Bool { false }
    func forget(_ types: [String]) async throws(LedgerError) {}
    func probe() async throws(LedgerError) {}
    func sharedSummaries() async throws(LedgerError) -> [EventSummary]? { nil }
    func confirmDeleted(_ keys: [MessageKey]) async { state.withLock { $0.confirmed += keys } }
    func keepUnconfirmed(forSeconds seconds: Double) async { state.withLock { $0.unconfirmedSeconds.append(seconds) } }
    func close() async { state.withLock { $0.isClosed = true } }
}
