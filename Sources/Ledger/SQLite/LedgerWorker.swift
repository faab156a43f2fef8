internal import Instruments

/// What the ledger's thread does: takes all that waits, commits once, and answers.
final class LedgerWorker {
    private var settings: LedgerSettings
    private let inbox: LedgerInbox
    private var store: LedgerStore?
    private var closers: [LedgerInbox.Waiter<Void>] = []

    init(_ settings: LedgerSettings, _ inbox: LedgerInbox) {
        self.settings = settings
        self.inbox = inbox
    }

    /// Serves until the inbox is closed, and closes the file.
    func run() {
        while let requests = inbox.take() { serve(requests) }
        store?.close()
        for closer in closers { closer.resume(returning: .success(())) }
    }

    private func serve(_ requests: [LedgerInbox.Request]) {
        var entries: [[LedgerEntry]] = []
        var callers: [LedgerInbox.Waiter<[Verdict]>] = []
        var probes: [LedgerInbox.Waiter<Void>] = []
        var forgets: [(types: [String], waiter: LedgerInbox.Waiter<Void>)] = []
        var questions: [(key: MessageKey, waiter: LedgerInbox.Waiter<Bool>)] = []
        for request in requests {
            switch request {
            case .open(let waiter): waiter.resume(returning: attempt(open))
            case .record(let new, let waiter):
                entries.append(new)
                callers.append(waiter)
            case .takeLateRecords(let waiter): waiter.resume(returning: .success(store?.takeLateRecords() ?? []))
            case .contains(let key, let waiter): questions.append((key, waiter))
            case .forget(let types, let waiter): forgets.append((types, waiter))
            case .probe(let waiter): probes.append(waiter)
            case .confirmDeleted(let keys, let moment): store?.confirmDeleted(keys, at: moment)
            case .keepUnconfirmed(let seconds):
                settings.lifetimes.unconfirmedSeconds = seconds
                store?.keepUnconfirmed(seconds: seconds)
            case .close(let waiter): closers.append(waiter)
            }
        }
        if !callers.isEmpty || !probes.isEmpty { record(entries, callers, probes) }
        for forget in forgets {
            forget.waiter.resume(
                returning: attempt { () throws(LedgerError) in try opened().forget(forget.types) }
            )
        }
        for question in questions {
            question.waiter.resume(
                returning: attempt { () throws(LedgerError) in try opened().contains(question.key) }
            )
        }
    }

    private func record(
        _ entries: [[LedgerEntry]],
        _ callers: [LedgerInbox.Waiter<[Verdict]>],
        _ probes: [LedgerInbox.Waiter<Void>]
    ) {
        let outcome = attempt { () throws(LedgerError) in
            try opened().record(entries, mustCommit: !probes.isEmpty)
        }
        for (place, caller) in callers.enumerated() { caller.resume(returning: outcome.map { $0[place] }) }
        for probe in probes { probe.resume(returning: outcome.map { _ in }) }
    }

    private func open() throws(LedgerError) -> SQLiteLedger.Opened {
        guard store == nil else { throw LedgerError(.refused, "the ledger \(settings.path) is open already") }
        let store = try LedgerStore(settings)
        self.store = store
        return SQLiteLedger.Opened(totals: store.totals, notices: store.notices)
    }

    private func opened() throws(LedgerError) -> LedgerStore {
        guard let store else { throw LedgerError(.refused, "the ledger \(settings.path) has not been opened") }
        return store
    }

    private func attempt<Value>(_ body: () throws(LedgerError) -> Value) -> Result<Value, LedgerError> {
        do throws(LedgerError) {
            return .success(try body())
        } catch {
            settings.metrics.errors.increment()
            return .failure(error)
        }
    }
}
