import AWS
import ServiceLifecycle

/// Waits, but not into a shutdown.
func pause(for duration: Duration) async {
    try? await cancelWhenGracefulShutdown { try await Task.sleep(for: duration) }
}

extension Backoff {
    /// The wait before the next attempt, drawn from the system's random numbers.
    static func delay(after error: ServiceError, failures: Int) -> Duration {
        var generator = SystemRandomNumberGenerator()
        return delay(after: error, failures: failures, using: &generator)
    }
}
