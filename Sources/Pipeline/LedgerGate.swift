import AWS
import Ledger
import ServiceLifecycle
import Synchronization

/// Holds the loops back while the ledger is away: what cannot be recorded is better left in the queue.
///
/// A message that is received and not recorded has used up one of the receives it has before the dead-letter queue. So
/// after a failure no loop receives before the ledger has proved that it takes a commit, and then only one does: a disk
/// that is nearly full may take a small commit and not a large one.
///
///     open ── a commit fails ──▶ closed ── a probe succeeds ──▶ trial of one loop ── no commit has failed ──▶ open
///                                  ▲                              │
///                                  └────── its commit fails ──────┘
///
/// Nothing else opens it: a commit or a receive that succeeds may have begun before the failure.
final class LedgerGate: Sendable {
    private enum State: Equatable {
        case open
        case closed
        case trial
    }

    private struct Standing {
        var state = State.open
        /// Failed commits and probes since the gate was last open for long; commits that fail together count once.
        var failures = 0
        var opened = ContinuousClock.now
        /// How many there have been: the number of the latest.
        var trials = 0
    }

    /// A gate that closes again sooner has opened too soon: a store at its limit may take every small commit.
    private static let proof = Duration.seconds(60)

    private let ledger: any Ledger
    private let late: LateRecords
    private let health: ConsumerHealth
    private let outage: OutageLog
    private let standing = Mutex(Standing())
    /// Read before every receive, which the lock would slow down.
    private let isOpen = Atomic(true)

    init(ledger: any Ledger, late: LateRecords, health: ConsumerHealth, outage: OutageLog) {
        self.ledger = ledger
        self.late = late
        self.health = health
        self.outage = outage
    }

    /// Closes the gate, because a commit has failed.
    func failed(_ error: LedgerError) {
        standing.withLock { standing in
            if standing.state == .open, ContinuousClock.now - standing.opened > Self.proof { standing.failures = 0 }
            if standing.state != .closed { standing.failures += 1 }
            standing.state = .closed
            isOpen.store(false, ordering: .relaxed)
            health.ledgerFailed("the ledger takes no commits: \(error)")
        }
        outage.failed(error.asServiceError)
    }

    /// Whether ``pass()`` would return at once.
    var isPassable: Bool { isOpen.load(ordering: .relaxed) }

    /// Returns at once while the gate is open, else when this loop may try, or a shutdown begins.
    ///
    /// Returns the number of the trial if this is the loop that tries: it receives once, settles what that brings, and
    /// then calls ``endTrial(_:)``, whatever came of it, or no loop would receive again. Else returns nil.
    func pass() async -> Int? {
        guard !isPassable else { return nil }
        while state != .open, !Task.isShuttingDownGracefully, !Task.isCancelled {
            await pause(for: Backoff.delay(after: .ledgerAway, failures: failures))
            guard state == .closed, !Task.isShuttingDownGracefully, !Task.isCancelled else { continue }
            if let trial = await probe() { return trial }
        }
        return nil
    }

    /// Opens the gate, unless a commit has failed since the trial began.
    func endTrial(_ number: Int) {
        let hasPassed = standing.withLock { standing in
            guard standing.state == .trial, standing.trials == number else { return false }
            standing.state = .open
            standing.opened = .now
            isOpen.store(true, ordering: .relaxed)
            health.ledgerWorks()
            return true
        }
        if hasPassed { outage.succeeded() }
    }

    /// How often the ledger has failed of late, which decides how long a loop waits before it is asked again.
    var failures: Int { standing.withLock { $0.failures } }
    private var state: State { standing.withLock { $0.state } }

    /// The number of the trial, if the ledger takes a commit and no other loop was first to find out.
    private func probe() async -> Int? {
        do throws(LedgerError) {
            try await ledger.probe()
        } catch {
            standing.withLock { $0.failures += 1 }
            failed(error)
            return nil
        }
        await late.count()
        return standing.withLock { standing in
            guard standing.state == .closed else { return nil }
            standing.state = .trial
            standing.trials += 1
            return standing.trials
        }
    }
}

extension ServiceError {
    fileprivate static let ledgerAway = LedgerError(.unavailable, "").asServiceError
}
