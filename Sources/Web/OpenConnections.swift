import HummingbirdCore
import NIOCore
import Synchronization

/// The connections that a listener has open, at most so many; one that nobody uses makes room for a new one.
///
/// The last place is made free as far as it can be: when it is taken, and when an answer ends while it is, the
/// connection that has waited longest for its next request closes. Where all are being answered, or have not asked yet,
/// new ones wait in the kernel's backlog.
final class OpenConnections: AvailableConnectionsDelegate {
    /// A connection's place; it tells what the client does.
    struct Place: Sendable {
        fileprivate let connections: OpenConnections
        fileprivate let id: ObjectIdentifier

        /// A request has begun.
        func asked() {
            connections.update(id) { entry, _ in entry.due += 1 }
            // One that was to close and is asked all the same makes no room for as long as it answers.
            connections.makeRoom()
        }

        /// An answer has been written to its end, or never will be.
        func answered() {
            connections.update(id) { entry, now in
                entry.due -= 1
                entry.idleSince = now
            }
            connections.makeRoom()
        }

        /// The connection has ended.
        func leave() { connections.state.withLock { _ = $0.entries.removeValue(forKey: id) } }
    }

    private struct Entry {
        let channel: any Channel
        /// Requests that have begun and whose answers have not ended.
        var due = 0
        /// When its last answer ended, as a number that grows; nil before the first.
        var idleSince: Int?
        /// Whether it has been told to close.
        var isLeaving = false
        /// Whether its place is free in a moment.
        var makesRoom: Bool { isLeaving && due == 0 }
    }

    private struct State {
        var count = 0
        var entries: [ObjectIdentifier: Entry] = [:]
        var now = 0

        /// The one that is to close next, if any may.
        var longestIdle: ObjectIdentifier? {
            entries.compactMap { id, entry in
                entry.isLeaving || entry.due > 0 ? nil : entry.idleSince.map { (id: id, since: $0) }
            }.min { $0.since < $1.since }?.id
        }
    }

    private let limit: Int
    private let state = Mutex(State())

    /// Holds no more than `limit` connections open.
    init(limit: Int) {
        self.limit = limit
    }

    func connectionOpened() {
        state.withLock { $0.count += 1 }
        makeRoom()
    }

    func connectionClosed() { state.withLock { $0.count -= 1 } }

    func isAcceptingNewConnections() -> Bool { state.withLock { $0.count < limit } }

    /// Gives a connection that has been accepted its place.
    func place(for channel: any Channel) -> Place {
        let place = Place(connections: self, id: ObjectIdentifier(channel))
        state.withLock { $0.entries[place.id] = Entry(channel: channel) }
        return place
    }

    private func update(_ id: ObjectIdentifier, _ change: (inout Entry, _ now: Int) -> Void) {
        state.withLock { state in
            state.now += 1
            guard var entry = state.entries[id] else { return }
            change(&entry, state.now)
            state.entries[id] = entry
        }
    }

    private func makeRoom() {
        let channel = state.withLock { state -> (any Channel)? in
            guard state.count >= limit, state.count - state.entries.values.count(where: \.makesRoom) >= limit,
                let idle = state.longestIdle
            else { return nil }
            state.entries[idle]?.isLeaving = true
            return state.entries[idle]?.channel
        }
        // As at a shutdown: a request that has just come is answered first.
        channel?.pipeline.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent())
    }
}
