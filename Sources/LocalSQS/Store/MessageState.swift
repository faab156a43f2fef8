/// Where a message of a queue stands, and when that began.
enum MessageState: Equatable {
    case visible
    case delayed
    /// Handed to a consumer at this time; a lease may last 12 hours from it.
    case inFlight(since: Milliseconds)
}
