/// A wall clock that is not believed a jump ahead which a monotonic clock did not see.
///
/// Such a jump is a clock that is wrong now, or was wrong before and is put right: the time to be kept goes on from
/// where it was until the clock falls back or the process ends. Too early a time keeps keys for too long, too late a
/// time loses them. That a machine slept is no such jump, for Linux's `CLOCK_BOOTTIME`, which `ContinuousClock` reads,
/// goes on meanwhile.
struct SteadyClock {
    /// Jumps up to this are believed: a clock put right by a little, which moves no key by more than that.
    let toleranceSeconds: Double
    /// How far the wall clock is ahead of the time that is believed.
    private var leadSeconds = 0.0
    private var last: Moment?

    init(toleranceSeconds: Double) { self.toleranceSeconds = toleranceSeconds }

    /// The time to go by, seconds since 1970.
    mutating func time(at moment: Moment) -> Double {
        if let last {
            let jump = (moment.wall - last.wall) - (moment.monotonic - last.monotonic) / .seconds(1)
            if jump.magnitude > toleranceSeconds { leadSeconds = max(0, leadSeconds + jump) }
        }
        last = moment
        return moment.wall - leadSeconds
    }
}
