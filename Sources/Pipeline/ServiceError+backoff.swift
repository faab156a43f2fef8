import AWS

extension ServiceError {
    /// How long to wait after this failure, one of so many in a row.
    ///
    /// ``Backoff``, but for a call that says it was cancelled although this task was not: its client has been shut
    /// down, and asking again at once would go on in a circle.
    func backoff(failures: Int) -> Duration {
        self.class == .cancelled ? .seconds(1) : Backoff.delay(after: self, failures: failures)
    }
}
