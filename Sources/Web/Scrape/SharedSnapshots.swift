import Instruments

/// Takes snapshots, one at a time, and gives the latest to scrapes that overlap.
///
/// Several Prometheus servers, or a crowd that asks at once, so cost one snapshot and the memory of one. It is no
/// cache: a snapshot that nobody is being answered with is gone, and one that is older than a second is given to nobody
/// else.
actor SharedSnapshots {
    private let registry: Registry
    private let thread: PageThread
    private let showsCreated: Bool
    private let now: @Sendable () -> ContinuousClock.Instant
    /// Kept by the scrapes that are answered with it, and by nobody else.
    private weak var latest: Snapshot?

    private static let age: Duration = .seconds(1)

    init(
        of registry: Registry,
        on thread: PageThread,
        showsCreated: Bool = false,
        now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }
    ) {
        self.registry = registry
        self.thread = thread
        self.showsCreated = showsCreated
        self.now = now
    }

    nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe thread.asUnownedSerialExecutor() }

    /// The latest snapshot if it still answers a scrape and is young enough, else a new one.
    ///
    /// Whoever asks meanwhile waits for it without holding a thread, and then finds it.
    func take() -> Snapshot {
        if let latest, now() - latest.takenAt <= Self.age { return latest }
        // Of its end, so that one which takes long is shared by those that have waited for it.
        let snapshot = Snapshot(registry.snapshot(), takenAt: now(), showsCreated: showsCreated)
        latest = snapshot
        return snapshot
    }
}
