import NIOCore

/// What can be made to go wrong while a server runs.
extension LocalSQSServer {
    /// Takes other faults instead of all it has; what it counts goes on.
    ///
    /// Long polls that wait for a message are answered without the fault that they have met.
    package func setFaults(_ plan: FaultPlan) async {
        await onLoop { service in service.setFaults(plan) }
        await schedule(plan.outages)
    }

    /// How often each fault has happened, by the name of its kind; `outage` and `clock-skew`, a request refused for its
    /// time, among them.
    package func injectedFaults() async -> [String: Int] {
        await onLoop { service in service.store.faults?.counts ?? [:] } ?? [:]
    }

    /// Refuses connections, and resets those that stand, until it is to listen again.
    package func stopListening() async {
        await beginOutage()
    }

    /// Listens again at the same port, unless it has been shut down; tries for five seconds where something else has
    /// taken the port.
    package func listenAgain() async throws(LocalSQSError) {
        // A future of a loop that has ended never comes.
        guard !listener.isClosed else { return }
        do {
            try await listener.listen(again: true).get()
        } catch {
            throw LocalSQSError(address: endpoint, reason: "\(error)")
        }
    }

    /// Deletes a queue with its messages; nil when there is none of this name.
    package func deleteQueue(named name: String) async -> DeletedQueue? {
        await onLoop { service in service.change { $0.takeAway(name, now: $1) } } ?? nil
    }

    /// Creates a queue that was deleted once more: with its name and attributes, without its messages.
    package func recreate(_ queue: DeletedQueue) async {
        await onLoop { service in service.change { $0.recreate(queue, now: $1) } }
    }
}
