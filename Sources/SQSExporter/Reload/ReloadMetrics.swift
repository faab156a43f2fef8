import Instruments

/// What became of the last reload of the configuration; the start is the first.
struct ReloadMetrics: Sendable {
    private let successful: Gauge
    private let successTimestamp: Gauge

    init(registry: Registry, now: Double) throws(RegistrationError) {
        successful = try registry.gauge(
            "sqs_exporter_config_last_reload_successful",
            help: "Whether the last reload of the configuration succeeded."
        )
        successTimestamp = try registry.gauge(
            "sqs_exporter_config_last_reload_success_timestamp_seconds",
            help: "When the configuration was last loaded."
        )
        succeeded(now: now)
    }

    /// Notes that a configuration holds, since now in seconds since 1970.
    func succeeded(now: Double) {
        successful.set(1)
        successTimestamp.set(now)
    }

    /// Notes that the last one was refused; the one before it holds.
    func failed() {
        successful.set(0)
    }
}
