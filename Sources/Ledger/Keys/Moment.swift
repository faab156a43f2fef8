/// A moment on two clocks, read together: only then do they bear each other out, however late somebody looks at them.
struct Moment: Sendable {
    /// Seconds since 1970, as far as this machine knows.
    var wall: Double
    /// Of a clock that nobody sets.
    var monotonic: ContinuousClock.Instant
}
