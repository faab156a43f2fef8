import Events
import Ledger
import Synchronization

/// A ledger that does what a ``Fault`` of ledgers says, in front of one that does right.
final class SabotagedLedger: Ledger {
    private let ledger: any Ledger
    private let fault: Fault
    private let calls = Atomic(0)
    /// What has been called recorded and is not.
    private let withheld = Mutex<[MessageKey: LedgerEntry]>([:])

    init(_ ledger: any Ledger, fault: Fault) {
        self.ledger = ledger
        self.fault = fault
    }

    func record(_ entries: [LedgerEntry]) async throws(LedgerError) -> [Verdict] {
        switch fault {
        case .deleteBeforeCommit:
            return try await withhold(entries)
        case .forgetKeys:
            return try await ledger.record(
                entries.map { entry in
                    var entry = entry
                    entry.key = MessageKey(eventID: "\(UInt64.random(in: 0 ... .max)) \(UInt64.random(in: 0 ... .max))")
                    return entry
                }
            )
        case .dieAfterCommit(let limit):
            let verdicts = try await ledger.record(entries)
            if calls.add(1, ordering: .relaxed).newValue >= limit { Fault.killProcess() }
            return verdicts
        case .slowCommits(let milliseconds):
            try? await Task.sleep(for: .milliseconds(milliseconds))
            return try await ledger.record(entries)
        case .noRetry, .noHeartbeat, .noDeleteRetry:
            return try await ledger.record(entries)
        }
    }

    private func withhold(_ entries: [LedgerEntry]) async throws(LedgerError) -> [Verdict] {
        var verdicts: [Verdict] = []
        for entry in entries {
            let isKnown = try await ledger.contains(entry.key)
            let isNew = !isKnown && withheld.withLock { $0.updateValue(entry, forKey: entry.key) } == nil
            verdicts.append(isNew ? .recorded : .duplicate)
        }
        return verdicts
    }

    func confirmDeleted(_ keys: [MessageKey]) async {
        let entries = withheld.withLock { withheld in keys.compactMap { withheld.removeValue(forKey: $0) } }
        if !entries.isEmpty { _ = try? await ledger.record(entries) }
        await ledger.confirmDeleted(keys)
    }

    var notices: [String] { ledger.notices + ["\(Fault.variable) is set: the counts will be wrong on purpose"] }
    func open() async throws(LedgerError) -> [EventTotals] { try await ledger.open() }
    func takeLateRecords() async -> [LedgerEntry] { await ledger.takeLateRecords() }
    func contains(_ key: MessageKey) async throws(LedgerError) -> Bool { try await ledger.contains(key) }
    func forget(_ types: [String]) async throws(LedgerError) { try await ledger.forget(types) }
    func probe() async throws(LedgerError) { try await ledger.probe() }
    func keepUnconfirmed(forSeconds seconds: Double) async { await ledger.keepUnconfirmed(forSeconds: seconds) }
    func sharedSummaries() async throws(LedgerError) -> [EventSummary]? { try await ledger.sharedSummaries() }
    func close() async { await ledger.close() }
}
