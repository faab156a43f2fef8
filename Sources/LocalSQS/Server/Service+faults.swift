import NIOCore

/// How requests fare where there are faults.
extension Service {
    func performUnderFaults(
        _ operation: any Operation,
        signedAt: String?,
        for caller: Caller,
        from client: any Client
    ) -> Reply? {
        store.faults?.begin(type(of: operation).name)
        // Read first: it looks at the faults itself.
        let now = now
        if let refusal = store.faults?.refusal(of: signedAt, now: now) { return Reply(refusal) }
        let fault = store.faults?.drawForRequest()
        guard let fault, fault.phase == .before else {
            return answer(operation, for: caller, from: client, suffering: fault)
        }
        store.faults?.count(fault.kind.name.rawValue)
        if case .hold(let seconds) = fault.kind { hold(operation, for: caller, from: client, seconds: seconds) }
        return Reply(instead: fault.kind)
    }

    /// The answer to an operation as a fault leaves it; nil when its client has to wait for it.
    func answer(
        _ operation: any Operation,
        for caller: Caller,
        from client: any Client,
        suffering fault: Fault?
    ) -> Reply? {
        let reply: Reply?
        do throws(SQSError) {
            reply = try perform(operation, for: caller, from: client, suffering: fault)
        } catch {
            reply = Reply(error)
        }
        guard let reply, let fault else { return reply }
        return afflict(reply, with: fault)
    }

    /// Takes other faults, for the requests that come and for those that wait.
    func setFaults(_ plan: FaultPlan) {
        for index in waiting.indices { waiting[index].fault = nil }
        guard store.faults != nil || !plan.isEmpty else { return }
        if store.faults == nil { store.faults = FaultInjector(plan) } else { store.faults?.replace(with: plan) }
    }

    func countOutage() {
        if store.faults == nil { store.faults = FaultInjector(.none) }
        store.faults?.count("outage")
    }

    /// Counts deliveries that nobody can use.
    func spoil(_ messageIDs: [String]) {
        store.faults?.spoil(messageIDs)
    }

    private func afflict(_ reply: Reply, with fault: Fault) -> Reply {
        var reply = reply.suffering(fault.kind)
        let messageIDs = store.faults?.handedOut ?? []
        store.faults?.count(fault.kind.name.rawValue)
        // A late answer is spoiled only if its client does not wait for it, which the connection sees.
        if reply.passage.isLate { reply.messageIDs = messageIDs } else { spoil(messageIDs) }
        return reply
    }

    /// Performs an operation later, unless its client has left by then.
    private func hold(_ operation: any Operation, for caller: Caller, from client: any Client, seconds: Double) {
        held[ObjectIdentifier(client)] = loop.assumeIsolated().scheduleTask(in: .seconds(seconds)) {
            self.held[ObjectIdentifier(client)] = nil
            var caller = caller
            caller.now = self.clock.now
            self.store.faults?.begin(type(of: operation).name)
            if let reply = self.answer(operation, for: caller, from: client, suffering: nil) { client.receive(reply) }
            self.wake()
        }
    }
}

extension TimeAmount {
    static func seconds(_ seconds: Double) -> TimeAmount { .nanoseconds(Int64(seconds * 1e9)) }
}
