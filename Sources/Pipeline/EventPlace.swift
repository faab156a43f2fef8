/// Where an event will count once it is recorded.
enum EventPlace: Sendable {
    /// In series of its type's own.
    case own(EventSeries)
    /// In series of its type's own, which do not exist before the first of its events is recorded.
    case new
    /// Together with the events of all other types that have no series of their own.
    ///
    /// A type that is leaving has no series for a moment only, though there may be room.
    case folded(EventSeries, isLeaving: Bool)
}
