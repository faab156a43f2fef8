import Pipeline
import ServiceLifecycle

/// Ends after a time, and with it the group it is in; without a time it waits for shutdown.
struct Deadline: Service {
    let seconds: Double?

    init(after seconds: Double?) {
        self.seconds = seconds
    }

    func run() async throws {
        guard let seconds else { return try await gracefulShutdown() }
        await pause(for: .seconds(seconds))
    }
}
