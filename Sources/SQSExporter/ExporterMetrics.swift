import AWS
import Instruments
import Ledger
import Pipeline
import Web

/// Every metric of the exporter, in one registry.
struct ExporterMetrics {
    let registry = Registry(now: WallClock.now)
    let reloads: ReloadMetrics
    let consumer: Consumer.Metrics
    let api: APIMetrics
    let ledger: LedgerMetrics
    let scrapes: ScrapeMetrics
    private let credentialsExpiry: Family<ByProvider, Gauge>

    /// Registers them all, for one queue.
    ///
    /// - Parameter showsExporter: whether the metrics about the exporter itself are shown: of its process, its
    ///   configuration and its scrapes. The build stays, and whatever says how events are counted.
    init(
        queue: String,
        events: EventSettings = EventSettings(),
        showsExporter: Bool = true
    ) throws(RegistrationError) {
        // Nobody reads the other one.
        let ownRegistry = showsExporter ? registry : Registry()
        try ownRegistry.register(ProcessCollector())
        reloads = try ReloadMetrics(registry: ownRegistry, now: WallClock.now())
        let info = try registry.gauges(
            "sqs_exporter_build_info",
            help: "Always 1; the labels say what is running.",
            by: BuildLabels.self
        )
        info[BuildLabels()].set(1)
        consumer = Consumer.Metrics(
            events: try EventMetrics(queue: queue, settings: events, registry: registry),
            consumer: try ConsumerMetrics(queue: queue, registry: registry),
            queues: try QueueMetrics(queue: queue, registry: registry)
        )
        api = try APIMetrics(registry: registry)
        ledger = try LedgerMetrics(registry: registry)
        scrapes = try ScrapeMetrics(registry: ownRegistry)
        credentialsExpiry = try registry.gauges(
            "aws_credentials_expiry_timestamp_seconds",
            help: "When the AWS credentials expire; absent for those that do not say.",
            by: ByProvider.self
        )
    }

    /// Shows when the credentials of a provider expire, if they do.
    func credentials(of provider: String, expire expiration: Timestamp?) {
        guard let expiration else { return }
        credentialsExpiry[ByProvider(provider: provider)].set(Double(expiration.secondsSince1970))
    }
}

private struct BuildLabels: LabelSet {
    static let names = ["version", "swiftversion", "libcurl"]
    func forEachValue(_ body: (String) -> Void) {
        [Version.program, Version.swift, Version.libcurlRelease].forEach(body)
    }
}

private struct ByProvider: LabelSet {
    static let names = ["provider"]
    var provider: String
    func forEachValue(_ body: (String) -> Void) { body(provider) }
}
