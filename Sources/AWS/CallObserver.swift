/// Is told of every exchange with a service, for metrics.
package protocol CallObserver: Sendable {
    /// An exchange has ended: with an answer that was understood, when `error` is nil.
    ///
    /// A call that had to be signed anew is two exchanges. Called on the task that made the call, so it must not block.
    func callEnded(operation: String, duration: Duration, error: ServiceError?)
}
