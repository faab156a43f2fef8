import Events
import Support
import Synchronization
import Testing

@testable import Ledger

@Suite struct GroupCommitTests {
    private func entry(_ number: Int) -> LedgerEntry {
        let key = MessageKey(high: UInt64(number), low: 0)
        return LedgerEntry(key: key, sentMilliseconds: nil, outcome: .rejected(.notJSON))
    }

    /// Commits what it is given, the first time not before it may, and remembers how much that was each time.
    private final class Store: Sendable {
        private let state = Mutex((isOpen: false, sizes: [Int]()))
        var sizes: [Int] { state.withLock(\.sizes) }
        func open() { state.withLock { $0.isOpen = true } }

        func commit(_ entries: [LedgerEntry]) async throws(LedgerError) -> [Verdict] {
            state.withLock { $0.sizes.append(entries.count) }
            do {
                try await waitUntil("commits may end") { state.withLock(\.isOpen) }
            } catch {
                throw LedgerError(.unavailable, "\(error)")
            }
            // Odd keys are new.
            return entries.map { $0.key.high.isMultiple(of: 2) ? .duplicate : .recorded }
        }
    }

    /// The verdicts of callers who come while the first one's commit is under way.
    private func verdicts(of callers: Int, sharing store: Store, largestCommit: Int) async throws -> [Int: [Verdict]] {
        let group = GroupCommit(largestCommit: largestCommit)
        return try await withThrowingTaskGroup(of: (Int, [Verdict]).self) { tasks in
            for caller in 0..<callers {
                tasks.addTask {
                    let verdicts = try await group([entry(caller), entry(1)]) { entries throws(LedgerError) in
                        try await store.commit(entries)
                    }
                    return (caller, verdicts)
                }
                // Until it commits the first may take others along.
                if caller == 0 { try await waitUntil("the first commits") { !store.sizes.isEmpty } }
            }
            try await waitUntil("all but the first wait") { group.waiting == callers - 1 }
            store.open()
            return try await tasks.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
    }

    @Test func `callers that wait share one commit, and each gets its own verdicts`() async throws {
        let store = Store()
        let verdicts = try await verdicts(of: 8, sharing: store, largestCommit: 100)
        #expect(store.sizes == [2, 14])
        for caller in 0..<8 {
            #expect(verdicts[caller] == [caller.isMultiple(of: 2) ? .duplicate : .recorded, .recorded])
        }
    }

    @Test func `the lead is handed on until nobody waits, each time for as many as a commit may hold`() async throws {
        let store = Store()
        let verdicts = try await verdicts(of: 8, sharing: store, largestCommit: 6)
        #expect(store.sizes == [2, 6, 6, 2])
        #expect(verdicts.count == 8)
    }

    @Test func `a commit that fails is not the last one`() async throws {
        let group = GroupCommit(largestCommit: 100)
        for isAway in [true, false] {
            let answer: [Verdict]? = try? await group([entry(1)]) { _ throws(LedgerError) in
                if isAway { throw LedgerError(.unavailable, "away") }
                return [.recorded]
            }
            #expect(answer == (isAway ? nil : [.recorded]))
        }
    }
}
