extension ServiceError {
    /// A wait that was drawn, or what the service asks for (`x-amz-retry-after`) where that is longer, by up to 5 s.
    func prolonging(_ drawn: Duration) -> Duration {
        guard let retryAfter else { return drawn }
        return max(drawn, min(retryAfter, drawn + .seconds(5)))
    }
}
