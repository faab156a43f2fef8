import Instruments
import SQS
import Synchronization

/// The messages that were received and are not yet deleted or given back, with their leases.
///
/// Costs the loops one entry a receive; what is here for long is looked at by ``Heartbeat``.
final class MessagesInHand: Sendable {
    /// Stands for what one receive brought.
    struct Hold: Hashable, Sendable {
        fileprivate let number: Int
    }

    /// What is held of one receive.
    private enum Entry {
        /// As it came; most are gone before anybody looks at them.
        case fresh([Message], receivedAt: Duration)
        case aged([Lease])

        var count: Int {
            switch self {
            case .fresh(let messages, _): messages.count
            case .aged(let leases): leases.count
            }
        }
    }

    private struct State {
        var entries: [Hold: Entry] = [:]
        var holds = 0
    }

    /// What a receive has to find room in before it may bring messages.
    let limit: InFlightLimit
    private let timeoutSeconds: Int
    private let gauge: Gauge
    private let time: SteadyTime
    private let state = Mutex(State())

    /// - Parameters:
    ///   - timeoutSeconds: the visibility timeout that receives ask for.
    ///   - gauge: shows how many there are.
    init(limit: Int, timeoutSeconds: Int, gauge: Gauge, time: SteadyTime = .real) {
        self.limit = InFlightLimit(limit)
        self.timeoutSeconds = timeoutSeconds
        self.gauge = gauge
        self.time = time
    }

    /// Takes in what a receive has brought just now.
    func take(_ messages: [Message]) -> Hold {
        let now = time.now()
        gauge.increment(by: Double(messages.count))
        return state.withLock { state in
            state.holds += 1
            let hold = Hold(number: state.holds)
            state.entries[hold] = .fresh(messages, receivedAt: now)
            return hold
        }
    }

    /// Lets go of all but these, of which only the handles stay; returns them with those.
    func keep(_ deliveries: [Delivery], of hold: Hold) -> [Delivery] {
        let handles = Set(deliveries.map(\.receiptHandle))
        let released = state.withLock { state in
            let entry = state.entries.removeValue(forKey: hold)
            guard !handles.isEmpty else { return entry?.count ?? 0 }
            let leases = leases(of: entry)
            let kept = leases.filter { handles.contains($0.receiptHandle) }.map(\.detached)
            state.entries[hold] = .aged(kept)
            return leases.count - kept.count
        }
        letGo(released)
        return deliveries.map(\.detached)
    }

    /// Lets go of one.
    func release(_ delivery: Delivery, of hold: Hold) {
        let released = state.withLock { state in
            let leases = leases(of: state.entries[hold])
            let kept = leases.filter { $0.receiptHandle != delivery.receiptHandle }
            state.entries[hold] = kept.isEmpty ? nil : .aged(kept)
            return leases.count - kept.count
        }
        letGo(released)
    }

    /// Extends one no more, so that it comes again with a new handle when its lease is over.
    func runOut(_ delivery: Delivery, of hold: Hold) {
        state.withLock { state in
            var leases = leases(of: state.entries[hold])
            guard let index = leases.firstIndex(where: { $0.receiptHandle == delivery.receiptHandle }) else { return }
            leases[index].runOut()
            state.entries[hold] = .aged(leases)
        }
    }

    /// Whether SQS may have given the message to somebody else.
    func isOver(_ delivery: Delivery, of hold: Hold) -> Bool {
        let now = time.now()
        return state.withLock { state in
            leases(of: state.entries[hold]).first { $0.receiptHandle == delivery.receiptHandle }.map { $0.end <= now }
        } ?? true
    }

    private func leases(of entry: Entry?) -> [Lease] {
        switch entry {
        case nil: []
        case .aged(let leases): leases
        case .fresh(let messages, let now):
            messages.map { Lease($0.receiptHandle, receivedAt: now, timeoutSeconds: timeoutSeconds) }
        }
    }

    private func letGo(_ count: Int) {
        gauge.decrement(by: Double(count))
        limit.giveBack(count)
    }
}

/// What the heartbeat asks for and is told.
extension MessagesInHand {
    /// Up to 10 messages that can be extended in one call.
    struct Extension: Sendable {
        let seconds: Int
        fileprivate(set) var members: [(hold: Hold, lease: Lease)]

        /// Each by itself.
        var singles: [Extension] { members.map { Extension(seconds: seconds, members: [$0]) } }
    }

    private static let batchSize = 10

    /// How long until a message has to be extended; half the visibility timeout when there is none, for none can come
    /// that has to be sooner.
    var timeToNextExtension: Duration {
        let half = Duration.seconds(timeoutSeconds) / 2
        let due = state.withLock { state in
            state.entries.values.lazy.compactMap { entry in
                switch entry {
                case .fresh(_, let received): received + half
                case .aged(let leases): leases.lazy.compactMap(\.due).min()
                }
            }.min()
        }
        return due.map { max(.zero, min($0 - time.now(), half)) } ?? half
    }

    /// So that a call that fails can be made several times before the leases are over.
    var pauseAfterFailure: Duration { .seconds(timeoutSeconds) / 10 }

    /// Those that are due.
    func dueExtensions() -> [Extension] {
        let now = time.now()
        var membersBySeconds: [Int: [(hold: Hold, lease: Lease)]] = [:]
        state.withLock { state in
            for (hold, entry) in state.entries {
                if case .fresh(_, let received) = entry, now < received + .seconds(timeoutSeconds) / 2 { continue }
                var leases = leases(of: entry)
                for index in leases.indices {
                    guard let seconds = leases[index].extensionSeconds(at: now) else { continue }
                    membersBySeconds[seconds, default: []].append((hold, leases[index]))
                }
                state.entries[hold] = .aged(leases)
            }
        }
        return membersBySeconds.flatMap { seconds, members in
            stride(from: 0, to: members.count, by: Self.batchSize).map { start in
                Extension(seconds: seconds, members: Array(members[start...].prefix(Self.batchSize)))
            }
        }
    }

    /// Notes that SQS was asked at a moment, and which messages it did not extend.
    ///
    /// One with which we are at fault is another's by now, or nobody's: it is not asked for again.
    func note(_ extension: Extension, askedAt moment: Duration, failures: [BatchFailure]) {
        let failures = Dictionary(failures.map { ($0.index, $0.isSenderFault) }) { $0 || $1 }
        state.withLock { state in
            for (place, member) in `extension`.members.enumerated() {
                var leases = leases(of: state.entries[member.hold])
                // It may have been settled meanwhile.
                guard let index = leases.firstIndex(where: { $0.receiptHandle == member.lease.receiptHandle }) else {
                    continue
                }
                switch failures[place] {
                case nil: leases[index].extended(by: `extension`.seconds, from: moment)
                case false?: leases[index].postponed(at: moment)
                case true?: leases[index].lost()
                }
                state.entries[member.hold] = .aged(leases)
            }
        }
    }
}
