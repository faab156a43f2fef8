import Synchronization

/// Lets one caller at a time commit for all who wait.
///
/// A commit begins as soon as the one before has ended, and takes what has gathered meanwhile: the slower the store,
/// the larger the commits. There is no task of its own. The first caller leads; when its commit has ended it makes one
/// of those who wait the next leader. A caller never leaves before it has its answer, so a cancelled one breaks
/// nothing.
final class GroupCommit: Sendable {
    typealias Outcome = Result<[Verdict], LedgerError>

    private enum Turn {
        case lead
        case done(Outcome)
    }

    private struct Waiter {
        let entries: [LedgerEntry]
        let continuation: CheckedContinuation<Turn, Never>
    }

    private struct State {
        var isBusy = false
        var waiters: [Waiter] = []
    }

    private let largestCommit: Int
    private let state = Mutex(State())

    /// - Parameter largestCommit: how many entries a commit takes at most, unless a single caller brings more.
    init(largestCommit: Int) {
        self.largestCommit = largestCommit
    }

    /// How many callers wait while a commit is under way.
    var waiting: Int { state.withLock(\.waiters.count) }

    /// Has `entries` committed, with others' or alone; `commit` is never run twice at a time.
    func callAsFunction(
        _ entries: [LedgerEntry],
        by commit: ([LedgerEntry]) async throws(LedgerError) -> [Verdict]
    ) async throws(LedgerError) -> [Verdict] {
        if case .done(let outcome) = await turn(entries) { return try outcome.get() }

        let others = takeWaiting(besides: entries.count)
        let outcome: Outcome
        do throws(LedgerError) {
            outcome = .success(try await commit(entries + others.flatMap(\.entries)))
        } catch {
            outcome = .failure(error)
        }
        appointNext()

        var start = entries.count
        for other in others {
            let range = start..<start + other.entries.count
            start = range.upperBound
            other.continuation.resume(returning: .done(outcome.map { Array($0[range]) }))
        }
        return Array(try outcome.get().prefix(entries.count))
    }

    private func turn(_ entries: [LedgerEntry]) async -> Turn {
        await withCheckedContinuation { continuation in
            let leads = state.withLock { state in
                if state.isBusy {
                    state.waiters.append(Waiter(entries: entries, continuation: continuation))
                    return false
                }
                state.isBusy = true
                return true
            }
            if leads { continuation.resume(returning: .lead) }
        }
    }

    private func takeWaiting(besides own: Int) -> [Waiter] {
        state.withLock { state in
            var total = own
            let count = state.waiters.prefix { waiter in
                total += waiter.entries.count
                return total <= largestCommit
            }.count
            defer { state.waiters.removeFirst(count) }
            return Array(state.waiters.prefix(count))
        }
    }

    private func appointNext() {
        let next: Waiter? = state.withLock { state in
            guard !state.waiters.isEmpty else {
                state.isBusy = false
                return nil
            }
            return state.waiters.removeFirst()
        }
        next?.continuation.resume(returning: .lead)
    }
}
