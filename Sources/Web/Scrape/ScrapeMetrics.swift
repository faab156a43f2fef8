package import Instruments

/// What `/metrics` tells of itself.
///
/// Nothing that a client sends is ever a label value: the values are those of the two types here.
package struct ScrapeMetrics: Sendable {
    /// The status that a scrape is answered with.
    enum Status: String, CaseIterable {
        case answered = "200"
        case malformed = "400"
        case unavailable = "503"
    }

    /// Why a scrape does not get its page, or not all of it.
    enum Failure: String, CaseIterable {
        /// `WEB_MAX_REQUESTS` others were being answered.
        case limit
        /// The scraper's patience was at its end.
        case timeout
        /// The client left, or did not take what was written to it.
        case connection
    }

    let inFlight: Gauge
    /// The length of the last whole page, before it was compressed.
    let pageBytes: Gauge
    private let scrapes: Family<ByCode, Counter>
    private let failures: Family<ByReason, Counter>

    /// Registers them; every series is there from the start.
    package init(registry: Registry) throws(RegistrationError) {
        inFlight = try registry.gauge(
            "sqs_exporter_scrapes_in_flight",
            help: "Scrapes of /metrics being answered."
        )
        pageBytes = try registry.gauge(
            "sqs_exporter_exposition_bytes",
            help: "Length of the last page with every metric, before compression."
        )
        scrapes = try registry.counters(
            "sqs_exporter_scrapes_total",
            help: "Scrapes of /metrics, by the status of the answer; one that broke off later had 200.",
            by: ByCode.self
        )
        failures = try registry.counters(
            "sqs_exporter_scrape_errors_total",
            help: "Scrapes that did not get the whole page: too many at once, too late, or the connection ended.",
            by: ByReason.self
        )
        for status in Status.allCases { _ = scrapes[ByCode(code: status)] }
        for failure in Failure.allCases { _ = failures[ByReason(reason: failure)] }
    }

    func count(_ status: Status) { scrapes[ByCode(code: status)].increment() }

    func count(_ failure: Failure) { failures[ByReason(reason: failure)].increment() }

    private struct ByCode: LabelSet {
        static let names = ["code"]
        var code: Status
        func forEachValue(_ body: (String) -> Void) { body(code.rawValue) }
    }

    private struct ByReason: LabelSet {
        static let names = ["reason"]
        var reason: Failure
        func forEachValue(_ body: (String) -> Void) { body(reason.rawValue) }
    }
}
