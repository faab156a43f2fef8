/// The keys a memory ledger knows, each dropped when no copy of its message can matter any more.
///
/// Two things can bring a message back. One whose deletion is not confirmed returns for certain, at any time until its
/// retention ends: its key is kept that long. A deleted one returns only when SQS had a copy on a server that missed the
/// deletion: its key is kept for the window, in two partitions of that length of which the older is dropped whole, so
/// for one to two windows.
struct RememberedKeys {
    /// The longest retention SQS allows (14 days) and a day of slack.
    static let longestLifeSeconds: Double = 15 * 86_400

    private let windowSeconds: Double
    /// Every key is in one of the two.
    private var current: Set<MessageKey> = []
    private var previous: Set<MessageKey> = []
    /// Those of them that are not confirmed deleted, with the time from which no copy can exist; few at any time.
    private var pending: [MessageKey: Double] = [:]
    private var partitionEnd: Double

    init(windowSeconds: Double, now: Double) {
        self.windowSeconds = windowSeconds
        partitionEnd = now + windowSeconds
    }

    var count: Int { current.count + previous.count }

    func contains(_ key: MessageKey) -> Bool {
        current.contains(key) || previous.contains(key)
    }

    /// Adds a key; false when it was there.
    mutating func insert(_ key: MessageKey, sentSeconds: Double?, now: Double) -> Bool {
        advance(to: now)
        guard !previous.contains(key), current.insert(key).inserted else { return false }
        pending[key] = (sentSeconds ?? now) + Self.longestLifeSeconds
        return true
    }

    mutating func confirmDeleted(_ key: MessageKey, now: Double) {
        advance(to: now)
        pending[key] = nil
    }

    /// Begins a partition when the current one is over; what is pending moves along.
    private mutating func advance(to now: Double) {
        guard now >= partitionEnd else { return }
        // After a pause longer than a window, both partitions are past it.
        previous = now < partitionEnd + windowSeconds ? current : []
        pending = pending.filter { $0.value > now }
        current = Set(pending.keys)
        previous.subtract(current)
        partitionEnd = now + windowSeconds
    }
}
