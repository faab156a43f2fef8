/// A request on its way to the client's thread, and the task that waits for its answer.
@safe struct Call: Sendable {
    typealias Answer = Result<Response, CurlError>

    /// Names the call when it is cancelled; never used twice by one client.
    let id: UInt64
    let request: Request
    /// Resumed exactly once, by whoever takes the call out of the inbox or out of the running transfers.
    ///
    /// Unchecked, because a checked one allocates for every request.
    let waiter: UnsafeContinuation<Answer, Never>

    func answer(_ answer: Answer) { unsafe waiter.resume(returning: answer) }
}
