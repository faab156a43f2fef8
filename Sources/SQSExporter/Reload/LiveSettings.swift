import Pipeline

/// What of the configuration can change while the program runs.
struct LiveSettings: Sendable {
    /// The settings that hold at once; any other is read at the start only.
    static let all: Set<Setting> = [.logLevel, .livenessTimeout, .monitorInterval]

    let threshold: LogThreshold
    let health: ConsumerHealth
    let monitorInterval: Adjustable<Duration>

    /// Makes them what a configuration says.
    func apply(_ configuration: ExporterConfiguration) {
        threshold.level = configuration.log.level
        health.setLimit(seconds: configuration.livenessTimeoutSeconds)
        monitorInterval.value = configuration.consumer.monitorInterval
    }
}
