/// A long poll that has found nothing yet.
struct WaitingReceive {
    let operation: any Operation
    let caller: Caller
    let client: any Client
    /// The queue it waits at.
    let place: Int
    /// When it has waited long enough.
    let until: Milliseconds
    /// What is to happen to its answer.
    var fault: Fault?
}
