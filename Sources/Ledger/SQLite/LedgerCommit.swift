/// What one transaction writes.
struct LedgerCommit {
    /// A key that is new, with the time until which it is kept unless its deletion is confirmed.
    struct NewKey {
        var key: MessageKey
        var expires: Double
    }

    /// Changes to the keys of earlier commits: they go along with the next one that succeeds.
    struct Notes {
        /// The ordinals of keys whose deletion has been confirmed.
        var confirmed: [Int64] = []
        /// In the order in which they were decided: of two for one key the later holds.
        var carried: [RememberedKeys.Carried] = []
        /// The commits up to this one are dropped, and the carried keys that had expired at this time.
        var dropped: (through: Int64, time: Double)?

        var isEmpty: Bool { confirmed.isEmpty && carried.isEmpty && dropped == nil }

        /// Adds what is to do when a partition ends.
        mutating func append(_ turn: RememberedKeys.Turn) {
            carried += turn.carried
            if turn.droppedThrough > 0 { dropped = (turn.droppedThrough, turn.time) }
        }

        /// Puts earlier notes before these.
        mutating func prepend(_ earlier: Notes) {
            confirmed = earlier.confirmed + confirmed
            carried = earlier.carried + carried
            dropped = dropped ?? earlier.dropped
        }
    }

    /// The ordinal of the first key, and the row's id.
    var id: Int64
    /// Seconds since 1970.
    var at: Double
    var keys: [NewKey] = []
    var notes = Notes()

    /// The id of the next commit.
    var nextID: Int64 { Self.nextID(after: id, keys: keys.count) }

    /// The id that follows that of a commit of so many keys: each has an ordinal, and a commit without any has one too.
    static func nextID(after id: Int64, keys: Int) -> Int64 { id + Int64(max(1, keys)) }

    /// 16 bytes a key, as they are stored.
    var keyBytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(keys.count * MessageKey.byteCount)
        for new in keys { new.key.append(to: &bytes) }
        return bytes
    }

    /// The confirmed ordinals as they are stored.
    var confirmedBytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(notes.confirmed.count * 2)
        for ordinal in notes.confirmed { Varint.append(UInt64(id - ordinal), to: &bytes) }
        return bytes
    }
}
