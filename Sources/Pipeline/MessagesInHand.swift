import Instruments
import SQS
import Synchronization

/// The messages that were received and are not yet deleted or given back, with their leases.
///
/// A message is here with its body until it is handed over to be recorded, and from then on with its handle alone.
final class MessagesInHand: Sendable {
    /// Stands for what one receive brought.
    struct Hold: Hashable, Sendable {
        fileprivate let number: Int
        /// How many messages that was.
        let count: Int
    }

    private struct State {
        /// What each receive brought, until it is recorded.
        var messages: [Hold: [Message]] = [:]
        var leases: [Hold: [Lease]] = [:]
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

    /// Takes in what a receive has brought just now, if anything.
    func take(_ messages: [Message]) -> Hold {
        guard !messages.isEmpty else { return Hold(number: 0, count: 0) }
        gauge.increment(by: Double(messages.count))
        let leases = Lease.leases(
            of: messages.map(\.receiptHandle).detached,
            receivedAt: time.now(),
            timeoutSeconds: timeoutSeconds
        )
        return state.withLock { state in
            state.holds += 1
            let hold = Hold(number: state.holds, count: messages.count)
            state.messages[hold] = messages
            state.leases[hold] = leases
            return hold
        }
    }

    /// Hands the messages over to be recorded; whoever takes them holds the last reference to their bodies.
    func handOver(_ hold: Hold) -> [Message] {
        state.withLock { $0.messages.removeValue(forKey: hold) } ?? []
    }

    /// Lets go of all but these.
    func keep(_ deliveries: [Delivery], of hold: Hold) {
        let handles = Set(deliveries.map(\.receiptHandle))
        let released = state.withLock { state in
            let leases = state.leases.removeValue(forKey: hold) ?? []
            guard !handles.isEmpty else { return leases.count }
            let kept = leases.filter { handles.contains($0.receiptHandle) }
            state.leases[hold] = kept
            return leases.count - kept.count
        }
        letGo(released)
    }

    /// Lets go of one.
    func release(_ delivery: Delivery, of hold: Hold) {
        let released = state.withLock { state in
            let leases = state.leases[hold] ?? []
            let kept = leases.filter { $0.receiptHandle != delivery.receiptHandle }
            state.leases[hold] = kept.isEmpty ? nil : kept
            return leases.count - kept.count
        }
        letGo(released)
    }

    /// Extends one no more, so that it comes again with a new handle when its lease is over.
    func runOut(_ delivery: Delivery, of hold: Hold) {
        state.withLock { state in
            guard let index = state.leases[hold]?.firstIndex(where: { $0.receiptHandle == delivery.receiptHandle })
            else { return }
            state.leases[hold]?[index].runOut()
        }
    }

    /// Whether SQS may have given the message to somebody else.
    func isOver(_ delivery: Delivery, of hold: Hold) -> Bool {
        let now = time.now()
        return state.withLock { state in
            state.leases[hold]?.first { $0.receiptHandle == delivery.receiptHandle }.map { $0.end <= now }
        } ?? true
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
        let due = state.withLock { state in state.leases.values.lazy.joined().compactMap(\.due).min() }
        return due.map { max(.zero, min($0 - time.now(), half)) } ?? half
    }

    /// So that a call that fails can be made several times before the leases are over.
    var pauseAfterFailure: Duration { .seconds(timeoutSeconds) / 10 }

    /// Those that are due.
    func dueExtensions() -> [Extension] {
        let now = time.now()
        var membersBySeconds: [Int: [(hold: Hold, lease: Lease)]] = [:]
        state.withLock { state in
            for (hold, var leases) in state.leases {
                for index in leases.indices {
                    guard let seconds = leases[index].extensionSeconds(at: now) else { continue }
                    membersBySeconds[seconds, default: []].append((hold, leases[index]))
                }
                state.leases[hold] = leases
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
                // It may have been settled meanwhile.
                guard
                    var leases = state.leases[member.hold],
                    let index = leases.firstIndex(where: { $0.receiptHandle == member.lease.receiptHandle })
                else { continue }
                switch failures[place] {
                case nil: leases[index].extended(by: `extension`.seconds, from: moment)
                case false?: leases[index].postponed(at: moment)
                case true?: leases[index].lost()
                }
                state.leases[member.hold] = leases
            }
        }
    }
}
