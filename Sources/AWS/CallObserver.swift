/// Is told of every exchange with a service, for metrics and logs.
package protocol CallObserver: Sendable {
    /// An exchange has ended: with an answer that was understood, when `error` is nil.
    ///
    /// A call that was sent again, or signed anew, is several. Called on the task that made the call, so it must not
    /// block.
    func callEnded(operation: String, duration: Duration, error: ServiceError?)

    /// Requests are from now on dated so many seconds later than this machine's clock says: the service refused its
    /// time.
    ///
    /// Told after every correction, also of calls that were under way together, and by the same offset.
    func clockCorrected(offsetSeconds: Int)
}

extension CallObserver {
    /// Does nothing: for an observer of exchanges alone.
    package func clockCorrected(offsetSeconds: Int) {}
}
