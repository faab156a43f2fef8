import Glibc
import Logging
import ServiceLifecycle
import UnixSignals

/// Runs services until they end or a signal asks them to.
///
/// SIGTERM and SIGINT begin the shutdown, which ends the services in reverse order, each after the one behind it. A
/// second signal ends the process at once: nothing is lost by it, because a message leaves its queue only after it has
/// been counted.
enum ServiceRun {
    /// Returns when every service has ended.
    ///
    /// - Parameters:
    ///   - services: in the order they are started; the last one is shut down first.
    ///   - timeout: how long the shutdown may take before the services are cancelled.
    static func run(
        _ services: [ServiceGroupConfiguration.ServiceConfiguration],
        timeout: Duration,
        logger: Logger
    ) async throws {
        var quiet = logger
        quiet.logLevel = max(logger.logLevel, .error)
        var configuration = ServiceGroupConfiguration(
            services: services,
            gracefulShutdownSignals: [.sigterm, .sigint],
            logger: quiet
        )
        configuration.maximumGracefulShutdownDuration = timeout
        let group = ServiceGroup(configuration: configuration)
        async let _: Void = watchSignals(timeout: timeout, logger: logger)
        try await group.run()
    }

    private static func watchSignals(timeout: Duration, logger: Logger) async {
        var signals = 0
        await withDiscardingTaskGroup { group in
            for await signal in await UnixSignalsSequence(trapping: .sigterm, .sigint) {
                signals += 1
                if signals == 2 { _exit(128 + (signal == .sigint ? SIGINT : SIGTERM)) }
                group.addTask { await endAfter(timeout, logger: logger) }
            }
        }
    }

    /// The last resort: services that were cancelled at the end of their time have a second to notice.
    private static func endAfter(_ timeout: Duration, logger: Logger) async {
        guard (try? await Task.sleep(for: timeout + .seconds(1))) != nil else { return }
        logger.error("the shutdown took too long; what was not deleted comes back and is recognised")
        _exit(1)
    }
}
