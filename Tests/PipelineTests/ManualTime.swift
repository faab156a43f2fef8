import Synchronization

@testable import Pipeline

/// Time that passes when a test says so.
final class ManualTime: Sendable {
    private struct Sleeper {
        let number: Int
        let end: Duration
        let caller: CheckedContinuation<Void, Never>
    }

    private struct State {
        var now = Duration.seconds(1_000_000)
        var sleepers: [Sleeper] = []
        var numbers = 0
    }

    private let state = Mutex(State())

    /// The time as what is tested sees it.
    var steady: SteadyTime {
        SteadyTime {
            self.now
        } sleep: {
            await self.sleep($0)
        }
    }

    var now: Duration { state.withLock { $0.now } }

    /// How long those who sleep have still to wait, the next to wake first.
    var sleeps: [Duration] { state.withLock { state in state.sleepers.map { $0.end - state.now }.sorted() } }

    /// Lets time pass and wakes whose sleep is over.
    func advance(by duration: Duration) {
        let woken = state.withLock { state in
            state.now += duration
            let woken = state.sleepers.filter { $0.end <= state.now }
            state.sleepers.removeAll { $0.end <= state.now }
            return woken
        }
        for sleeper in woken { sleeper.caller.resume() }
    }

    private func sleep(_ duration: Duration) async {
        let number = state.withLock { state in
            state.numbers += 1
            return state.numbers
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { caller in
                let isOver = state.withLock { state in
                    guard duration > .zero else { return true }
                    state.sleepers.append(Sleeper(number: number, end: state.now + duration, caller: caller))
                    return false
                }
                if isOver { caller.resume() }
                if Task.isCancelled { wake(number) }
            }
        } onCancel: {
            wake(number)
        }
    }

    private func wake(_ number: Int) {
        let sleeper = state.withLock { state in
            state.sleepers.firstIndex { $0.number == number }.map { state.sleepers.remove(at: $0) }
        }
        sleeper?.caller.resume()
    }
}
