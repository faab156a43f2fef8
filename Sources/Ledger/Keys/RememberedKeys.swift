/// The keys a ledger knows, each dropped when no copy of its message can matter any more.
///
/// Two things can bring a message back. One whose deletion is not confirmed returns for certain, at any time until its
/// retention ends: its key is kept that long. A deleted one returns only when SQS had a copy on a server that missed
/// the deletion: its key is kept for the window.
///
/// Keys are never dropped one by one. They are gathered in partitions of half a window, and a partition goes as a whole
/// when its youngest key is a window old, so that a key stays for one to one and a half windows:
///
///     time   ├── half ──┼── half ──┼── half ──┤
///              oldest                current     the oldest goes when the current one ends
///
/// Partitions begin at multiples of their length, so that a ledger opened again finds every key the same one. The few
/// keys that must outlive theirs are carried: into the current partition, and under a date of their own.
///
/// A wall clock that is wrong for a while must cost no key: a jump ahead is not believed (``SteadyClock``), and where
/// it falls back the partitions go back with it.
struct RememberedKeys {
    /// The window is fixed; how long what is not confirmed is kept applies to the keys to come.
    var lifetimes: KeyLifetimes

    /// In the order of their numbers, the current one last.
    private var partitions: [Partition]
    /// The keys kept by date, with the time from which no copy can matter; few at any time.
    private var pending = KeyMap<Pending>()
    private var clock: SteadyClock

    private struct Partition {
        /// How many times its length it begins after 1970.
        var number: Int
        var keys = KeyTable()
        /// Of the latest commit that was made while it was the current one.
        var lastCommit: Int64 = 0
    }

    private struct Pending {
        var ordinal: Int64
        var expires: Double
        var partition: Int
        var isCarried = false
    }

    /// A key that outlives its partition.
    struct Carried: Equatable {
        var key: MessageKey
        var ordinal: Int64
        var expires: Double
    }

    /// What a ledger that keeps keys on disk has to do when a partition ends.
    struct Turn: Equatable {
        /// The keys of this commit and of all before it are dropped.
        var droppedThrough: Int64
        /// But these stay.
        var carried: [Carried]
        /// What is carried until now or earlier is dropped too.
        var time: Double
    }

    init(_ lifetimes: KeyLifetimes, now: Double) {
        self.lifetimes = lifetimes
        clock = SteadyClock(toleranceSeconds: lifetimes.halfWindowSeconds)
        partitions = [Partition(number: lifetimes.partition(at: now))]
    }

    /// How many keys are remembered.
    var count: Int { partitions.reduce(0) { $0 + $1.keys.count } }
    /// How many of them are kept by date.
    var pendingCount: Int { pending.count }

    func contains(_ key: MessageKey) -> Bool {
        for partition in partitions where partition.keys.contains(key) { return true }
        return false
    }

    /// Looks keys up together, which is faster.
    func contains(_ keys: [MessageKey]) -> [Bool] {
        var found = partitions[0].keys.contains(keys)
        for partition in partitions.dropFirst() {
            for (place, isFound) in partition.keys.contains(keys).enumerated() where isFound { found[place] = true }
        }
        return found
    }

    /// Reads the places of a key ahead of its use, which is faster where several keys follow one another.
    func fetch(_ key: MessageKey) {
        for partition in partitions { partition.keys.fetch(key) }
    }

    /// Adds a key to the current partition, to be kept until a date; false when it was there.
    mutating func insert(_ key: MessageKey, ordinal: Int64 = 0, expires: Double) -> Bool {
        let current = partitions.count - 1
        for partition in partitions[..<current] where partition.keys.contains(key) { return false }
        guard partitions[current].keys.insert(key) else { return false }
        pending[key] = Pending(ordinal: ordinal, expires: expires, partition: partitions[current].number)
        return true
    }

    /// Takes note of the latest commit, which goes when the current partition does.
    mutating func committed(_ id: Int64) { partitions[partitions.count - 1].lastCommit = id }

    /// Keeps a key no longer by date; nil when it was not.
    ///
    /// A key of the current partition stays long enough with it. Another is kept for a window from now, and is returned
    /// as carried.
    mutating func confirmDeleted(_ key: MessageKey, now: Double) -> (ordinal: Int64, carried: Carried?)? {
        guard var known = pending[key] else { return nil }
        guard known.isCarried || known.partition < partitions[partitions.count - 1].number else {
            pending[key] = nil
            return (known.ordinal, nil)
        }
        known.expires = now + lifetimes.windowSeconds
        known.isCarried = true
        pending[key] = known
        return (known.ordinal, Carried(key: key, ordinal: known.ordinal, expires: known.expires))
    }

    /// Goes on to a moment, if its wall clock can be believed, and to when it would be otherwise.
    @discardableResult
    mutating func advance(to moment: Moment) -> Turn? { advance(to: clock.time(at: moment)) }

    /// Begins a partition when the current one is over, and lets the old ones go; nil while it is not over.
    @discardableResult
    mutating func advance(to now: Double) -> Turn? {
        let number = lifetimes.partition(at: now)
        let current = partitions[partitions.count - 1].number
        // By one it falls back where it is put right by seconds; by more, no partition would end for as long.
        if number < current - 1 { renumber(by: number - current) }
        guard number > current else { return nil }
        let isOld = { (partition: Partition) in partition.number + 3 <= number }
        let droppedThrough = partitions.filter(isOld).map(\.lastCommit).max() ?? 0
        partitions.removeAll(where: isOld)
        partitions.append(Partition(number: number))
        pending.removeAll { $0.expires <= now }
        return Turn(droppedThrough: droppedThrough, carried: carryOver(), time: now)
    }

    private mutating func renumber(by distance: Int) {
        for place in partitions.indices { partitions[place].number += distance }
        for (key, _) in pending.elements { pending[key]?.partition += distance }
    }

    /// Moves keys into the current partition that are kept by date and have lost theirs; returns those new to this.
    mutating func carryOver() -> [Carried] {
        var carried: [Carried] = []
        for (key, known) in pending.elements where !contains(key) {
            _ = partitions[partitions.count - 1].keys.insert(key)
            guard !known.isCarried else { continue }
            pending[key]?.isCarried = true
            carried.append(Carried(key: key, ordinal: known.ordinal, expires: known.expires))
        }
        return carried
    }
}

/// How a ledger opened again gets its keys back: by living through their commits once more.
extension RememberedKeys {
    /// Adds keys to the current partition, to be dropped with it.
    mutating func replay(_ keys: [MessageKey]) { partitions[partitions.count - 1].keys.insert(keys) }

    /// Keeps a key by date.
    mutating func replayPending(_ key: MessageKey, ordinal: Int64, expires: Double) {
        let partition = partitions.last { $0.keys.contains(key) }?.number ?? 0
        pending[key] = Pending(ordinal: ordinal, expires: expires, partition: partition)
    }

    /// Keeps a key that was carried.
    mutating func replay(_ carried: Carried) {
        pending[carried.key] = Pending(
            ordinal: carried.ordinal,
            expires: carried.expires,
            partition: 0,
            isCarried: true
        )
    }
}
