import Events
import Ledger
import Synchronization

/// A ledger whose store is away for so many calls, and then takes everything.
final class FailingLedger: Ledger {
    private struct State {
        var successes: Int
        var failures: Int
        var probes = 0
        var late: [LedgerEntry] = []
        var forgotten: [[String]] = []
    }

    static let error = LedgerError(.unavailable, "disk full")

    private let error: LedgerError
    private let takesProbes: Bool
    /// Whether a commit that fails has been made all the same.
    private let recordsLate: Bool
    private let totals: [EventTotals]
    private let state: Mutex<State>

    init(
        after successes: Int = 0,
        failures: Int = .max,
        error: LedgerError = FailingLedger.error,
        takesProbes: Bool = false,
        recordsLate: Bool = false,
        totals: [EventTotals] = []
    ) {
        self.error = error
        self.takesProbes = takesProbes
        self.recordsLate = recordsLate
        self.totals = totals
        state = Mutex(State(successes: successes, failures: failures))
    }

    var probes: Int { state.withLock { $0.probes } }
    /// The types of each call that succeeded.
    var forgotten: [[String]] { state.withLock { $0.forgotten } }
    var notices: [String] { [] }

    func open() async throws(LedgerError) -> [EventTotals] {
        try fail()
        return totals
    }

    func record(_ entries: [LedgerEntry]) async throws(LedgerError) -> [Verdict] {
        do throws(LedgerError) {
            try fail()
            return entries.map { _ in .recorded }
        } catch {
            if recordsLate { state.withLock { $0.late += entries } }
            throw error
        }
    }

    func takeLateRecords() async -> [LedgerEntry] {
        state.withLock { state in
            defer { state.late = [] }
            return state.late
        }
    }

    func contains(_ key: MessageKey) async throws(LedgerError) -> Bool {
        try fail()
        return false
    }

    func forget(_ types: [String]) async throws(LedgerError) {
        try fail()
        state.withLock { $0.forgotten.append(types.sorted()) }
    }

    func probe() async throws(LedgerError) {
        state.withLock { $0.probes += 1 }
        if !takesProbes { try fail() }
    }

    func sharedSummaries() async throws(LedgerError) -> [EventSummary]? {
        try fail()
        return nil
    }

    func confirmDeleted(_ keys: [MessageKey]) async {}
    func keepUnconfirmed(forSeconds seconds: Double) async {}
    func close() async {}

    private func fail() throws(LedgerError) {
        let fails = state.withLock { state in
            guard state.successes == 0 else {
                state.successes -= 1
                return false
            }
            guard state.failures > 0 else { return false }
            state.failures -= 1
            return true
        }
        if fails { throw error }
    }
}
