/// How long SQS keeps one message in hand from others, and when to ask it for longer.
///
///     received                                                  end: others may receive it
///        ├───────────────── visibility timeout ────────────────────┤
///        │                        due ── extended ─────────────────┼───────────────────────┤
///
/// SQS hides a message for 12 hours from its receive at most, and refuses to be asked for more
/// ("ChangeMessageVisibility", SQS API Reference).
struct Lease: Sendable {
    let receiptHandle: ArraySlice<UInt8>
    private let received: Duration
    private let timeoutSeconds: Int
    /// When others may receive the message, as far as is known.
    private(set) var end: Duration
    /// When to ask for longer; nil where that would bring nothing.
    private(set) var due: Duration?

    private static let longestSeconds = 43_200
    /// SQS counts from when it handed the message out, which is before its answer arrived here.
    private static let marginSeconds = 10

    /// Leases that begin now, for as long as the receive asked for that brought these.
    static func leases(of handles: [ArraySlice<UInt8>], receivedAt now: Duration, timeoutSeconds: Int) -> [Lease] {
        // Once for all: a duration is divided by way of 128 bits.
        let end = now + .seconds(timeoutSeconds)
        let due = now + .seconds(timeoutSeconds) / 2
        return handles.map { handle in
            Lease(receiptHandle: handle, received: now, timeoutSeconds: timeoutSeconds, end: end, due: due)
        }
    }

    /// The visibility timeout to ask for now; nil while that is not due, and for ever once it would bring nothing.
    mutating func extensionSeconds(at now: Duration) -> Int? {
        guard let due, due <= now else { return nil }
        let limit = received + .seconds(Self.longestSeconds - Self.marginSeconds)
        let seconds = min(timeoutSeconds, Int((limit - now).components.seconds))
        guard now < end, now + .seconds(seconds) > end else {
            self.due = nil
            return nil
        }
        return seconds
    }

    /// Notes that SQS hides the message for so long from a moment on.
    mutating func extended(by seconds: Int, from moment: Duration) {
        end = moment + .seconds(seconds)
        due = moment + .seconds(timeoutSeconds) / 2
    }

    /// Tries again soon, and several times before the lease is over.
    mutating func postponed(at now: Duration) {
        due = now + .seconds(timeoutSeconds) / 10
    }

    /// Asks for no more time: others may have the message when the lease is over.
    mutating func runOut() {
        due = nil
    }

    /// Notes that SQS has given the message to somebody else, or knows it no more.
    mutating func lost() {
        end = .zero
        due = nil
    }
}
