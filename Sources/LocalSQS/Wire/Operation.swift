import JSON

/// One operation of the API: what it reads, what it does, what it answers.
protocol Operation: WireObject, SendableMetatype {
    static var name: OperationName { get }

    /// Does the operation and writes the members of its answer; throws what AWS would refuse.
    func perform(
        on store: inout Store,
        for caller: Caller,
        writing answer: inout JSONWriter
    ) throws(SQSError) -> Outcome
}

/// Whether an operation is done.
enum Outcome: Equatable {
    case answered
    /// A long poll that found nothing: to be performed again when something may have come, and at that time at the
    /// latest.
    case waits(place: Int, until: Milliseconds)
}
