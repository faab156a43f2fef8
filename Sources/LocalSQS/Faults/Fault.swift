/// One thing that a server does wrong on purpose: what, where and how often.
///
///     Fault(.answer(status: 503, .html), on: .receiveMessage, rate: 0.1)
///     Fault(.reset, on: .deleteMessageBatch, phase: .after, times: 3)
///
/// Of its opportunities, which are requests, messages or the entries of batches (``Kind``), the first `skip` pass; of
/// the rest it takes each with the probability `rate`, and `times` of them at most.
package struct Fault: Sendable, Equatable {
    /// Whether the operation has taken effect when the fault happens.
    package enum Phase: String, CaseIterable, Sendable {
        case before
        /// It has, and its client does not learn of it.
        case after
    }

    /// What goes wrong.
    package var kind: Kind
    /// Nil is every operation that the kind can happen to.
    package var operation: OperationName?
    /// Of no meaning for kinds that happen only before or only after.
    package var phase: Phase
    /// 0 is never, 1 always.
    package var rate: Double
    /// How many opportunities pass before the first that may be taken.
    package var skip: Int
    /// Nil is no limit.
    package var times: Int?

    /// A fault that happens to everything it can, unless something is said against it.
    package init(
        _ kind: Kind,
        on operation: OperationName? = nil,
        phase: Phase = .before,
        rate: Double = 1,
        skip: Int = 0,
        times: Int? = nil
    ) {
        precondition((0...1).contains(rate), "A rate is a probability.")
        self.kind = kind
        self.operation = operation
        self.phase = kind.name.phases.contains(phase) ? phase : kind.name.phases[0]
        self.rate = rate
        self.skip = skip
        self.times = times
    }

    /// Whether it can happen to this operation.
    func concerns(_ operation: OperationName?) -> Bool {
        if let wanted = self.operation, wanted != operation { return false }
        guard let possible = kind.name.operations else { return true }
        return operation.map(possible.contains) ?? true
    }
}
