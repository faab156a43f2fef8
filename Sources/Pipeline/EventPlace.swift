/// Where an event will count once it is recorded.
enum EventPlace: Sendable {
    /// In series of its type's own.
    case own(EventSeries)
    /// In series of its type's own, which do not exist before the first of its events is recorded.
    case new
    /// Together with the events of all other types that have no series of their own.
    case folded(EventSeries)
}
