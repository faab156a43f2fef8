extension Duration {
    /// The same span as a number of seconds, the unit of every metric.
    var seconds: Double {
        let (seconds, attoseconds) = components
        return Double(seconds) + Double(attoseconds) * 1e-18
    }
}
