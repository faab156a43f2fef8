import Logging
import Synchronization

/// Knows which step each of the consumer's workers is at, and sees when one takes longer than it can.
final class StallWatch: Sendable {
    /// Who works.
    enum Worker: Sendable {
        case loop(Int)
        case deletions
        case heartbeat
    }

    /// One step that has not ended.
    struct Stay: Sendable {
        let worker: Worker
        let step: Step
        let seconds: Double
        fileprivate let number: Int
    }

    private struct State {
        /// In no order; about as many as there are loops, so that a search costs less than a hash would.
        var open: [Entry] = []
        var begun = 0
    }

    private struct Entry {
        let number: Int
        let step: Step
        let worker: Worker
        let since: Double
    }

    /// No step has stalled sooner.
    let leastSeconds: Adjustable<Double>
    private let now: @Sendable () -> Double
    private let state = Mutex(State())
    private let logged = Mutex<[Int: Stay]>([:])

    /// - Parameter now: seconds of a clock that is never set.
    init(leastSeconds: Double, now: @escaping @Sendable () -> Double) {
        self.leastSeconds = Adjustable(leastSeconds)
        self.now = now
    }

    /// Does work that is one step; whoever asks meanwhile is told of it.
    func during<Result, Failure: Error>(
        _ step: Step,
        by worker: Worker,
        _ work: () async throws(Failure) -> Result
    ) async throws(Failure) -> Result {
        let now = now()
        let number = state.withLock { state in
            state.begun += 1
            state.open.append(Entry(number: state.begun, step: step, worker: worker, since: now))
            return state.begun
        }
        defer { end(number) }
        return try await work()
    }

    private func end(_ number: Int) {
        state.withLock { state in
            guard let place = state.open.lastIndex(where: { $0.number == number }) else { return }
            state.open.swapAt(place, state.open.count - 1)
            state.open.removeLast()
        }
    }

    /// What goes on, the longest first.
    var stays: [Stay] {
        let (open, now) = (state.withLock { $0.open }, now())
        return open.map { entry in
            Stay(worker: entry.worker, step: entry.step, seconds: now - entry.since, number: entry.number)
        }.sorted { $0.seconds > $1.seconds }
    }

    /// What should have ended, the longest first.
    var stalls: [Stay] {
        let least = leastSeconds.value
        return stays.filter { stay in stay.step.limitSeconds.map { stay.seconds > max($0, least) } ?? false }
    }

    /// Logs each stall when it begins and when it ends, until the task is cancelled.
    func log(to logger: Logger, every interval: Duration = .seconds(5)) async {
        while (try? await Task.sleep(for: interval)) != nil { logChanges(to: logger) }
    }

    /// Logs what has changed since the last time.
    func logChanges(to logger: Logger) {
        let stalls = Dictionary(uniqueKeysWithValues: stalls.map { ($0.number, $0) })
        let before = logged.withLock { logged in
            defer { logged = stalls }
            return logged
        }
        for (number, stall) in stalls where before[number] == nil { logger.error("\(stall); it has stalled") }
        for (number, stall) in before where stalls[number] == nil { logger.notice("\(stall.worker) goes on") }
    }
}

extension StallWatch.Worker: CustomStringConvertible {
    var description: String {
        switch self {
        case .loop(let number): "receive loop \(number)"
        case .deletions: "the retry of deletions"
        case .heartbeat: "the heartbeat"
        }
    }
}

extension StallWatch.Stay: CustomStringConvertible {
    var description: String { "\(worker) has been \(step.rawValue) for \(Int(seconds)) s" }
}
