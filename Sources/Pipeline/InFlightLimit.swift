import ServiceLifecycle
import Synchronization

/// Room for so many messages in hand and no more, over all loops: a slow ledger slows receiving down.
///
/// A loop takes room for all that a receive may bring, and gives back what it did not need. Loops are served in turn.
final class InFlightLimit: Sendable {
    private struct Waiter {
        let number: Int
        let count: Int
        let caller: CheckedContinuation<Bool, Never>
    }

    private struct State {
        var room: Int
        var waiters: [Waiter] = []
        var numbers = 0

        mutating func take(_ count: Int) -> Bool {
            guard room >= count else { return false }
            room -= count
            return true
        }
    }

    private let state: Mutex<State>

    /// - Parameter limit: at least as many as a receive may bring.
    init(_ limit: Int) {
        state = Mutex(State(room: limit))
    }

    /// Takes room if there is some that nobody waits for.
    func takeAtOnce(_ count: Int) -> Bool {
        state.withLock { $0.waiters.isEmpty && $0.take(count) }
    }

    /// Takes room once there is some; false when a shutdown or a cancellation came first.
    func take(_ count: Int) async -> Bool {
        await cancelWhenGracefulShutdown { await self.wait(for: count) }
    }

    /// To be called for everything taken, when the message it was taken for is no longer in hand, or did not come;
    /// negative where more came than were asked for.
    func giveBack(_ count: Int) {
        let served = state.withLock { state in
            state.room += count
            var served: [Waiter] = []
            while let next = state.waiters.first, state.take(next.count) { served.append(state.waiters.removeFirst()) }
            return served
        }
        for waiter in served { waiter.caller.resume(returning: true) }
    }

    private func wait(for count: Int) async -> Bool {
        let number = state.withLock { state in
            state.numbers += 1
            return state.numbers
        }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { caller in
                let isServed = state.withLock { state in
                    if state.waiters.isEmpty, state.take(count) { return true }
                    state.waiters.append(Waiter(number: number, count: count, caller: caller))
                    return false
                }
                if isServed { caller.resume(returning: true) }
                // A cancellation that came before there was a waiter has found none.
                if Task.isCancelled { abandon(number) }
            }
        } onCancel: {
            abandon(number)
        }
    }

    private func abandon(_ number: Int) {
        let waiter = state.withLock { state in
            state.waiters.firstIndex { $0.number == number }.map { state.waiters.remove(at: $0) }
        }
        waiter?.caller.resume(returning: false)
    }
}
