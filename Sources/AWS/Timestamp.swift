import FoundationEssentials

/// A moment in whole seconds since 1970-01-01T00:00:00Z; leap seconds do not exist here, as in POSIX.
package struct Timestamp: Hashable, Comparable, Sendable {
    /// Negative before 1970.
    package var secondsSince1970: Int

    /// The moment so many seconds after 1970-01-01T00:00:00Z.
    package init(secondsSince1970: Int) {
        self.secondsSince1970 = secondsSince1970
    }

    /// What this machine's clock says.
    package static func now() -> Timestamp {
        Timestamp(secondsSince1970: Int(Date().timeIntervalSince1970.rounded(.down)))
    }

    /// Whether `left` is the earlier.
    package static func < (left: Timestamp, right: Timestamp) -> Bool {
        left.secondsSince1970 < right.secondsSince1970
    }

    /// The moment so many seconds later, or earlier where they are negative.
    package static func + (time: Timestamp, seconds: Int) -> Timestamp {
        Timestamp(secondsSince1970: time.secondsSince1970 + seconds)
    }

    /// Seconds from `right` to `left`; negative where `left` is the earlier.
    package static func - (left: Timestamp, right: Timestamp) -> Int {
        left.secondsSince1970 - right.secondsSince1970
    }
}
