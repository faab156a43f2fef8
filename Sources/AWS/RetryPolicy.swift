/// How often a client sends a call that fails in passing, and how it waits in between.
package struct RetryPolicy: Sendable {
    /// The most that any call is sent, the first time included; a call may want less (``Call/attempts``).
    package var attempts: Int
    /// Waits before a call is sent again; false, at once, when it should not be: its failure is then the call's.
    package var pause: @Sendable (Duration, Call) async -> Bool

    /// A policy that sleeps between attempts, until the task is cancelled, unless it is told to wait otherwise.
    package init(attempts: Int = .max, pause: @escaping @Sendable (Duration, Call) async -> Bool = Self.sleep) {
        self.attempts = attempts
        self.pause = pause
    }

    /// As many attempts as each call wants, as the standard mode of AWS's SDKs has them.
    package static var standard: RetryPolicy { RetryPolicy() }

    /// Sends every call once.
    package static var none: RetryPolicy { RetryPolicy(attempts: 1) }

    /// Sleeps; false when the task has been cancelled.
    package static func sleep(_ duration: Duration, before _: Call) async -> Bool {
        (try? await Task.sleep(for: duration)) != nil
    }
}
