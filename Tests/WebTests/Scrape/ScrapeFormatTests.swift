import Exposition
import Instruments
import Testing

@testable import Web

/// Which format a client gets, seen from outside; how one is chosen is `NegotiatedFormat`'s.
@Suite(.timeLimit(.minutes(1))) struct ScrapeFormatTests {
    private let registry = Registry(now: { 1_795_212_000.25 })

    init() throws {
        try registry.counter("events_total", help: "Events.").increment(by: 3)
        try registry.histogram("lag_seconds", help: "Lag.", buckets: [1]).observe(0.5)
    }

    private func scrape(_ accept: String, showsCreatedSamples: Bool = false) async throws -> Reply {
        try await withServer(registry: registry, showsCreatedSamples: showsCreatedSamples) { client, _ in
            try await client.send("GET", "/metrics", fields: "Accept: \(accept)\r\n")
        }
    }

    @Test(arguments: [false, true])
    func `OpenMetrics says when counting began where that is switched on`(isOn: Bool) async throws {
        let reply = try await scrape("application/openmetrics-text", showsCreatedSamples: isOn)
        #expect(reply.statusLine == "HTTP/1.1 200 OK")
        #expect(reply.fields["content-type"] == "application/openmetrics-text; version=1.0.0; charset=utf-8")
        #expect(reply.body.hasSuffix("\n# EOF\n"))
        let created = reply.body.split(separator: "\n").filter { $0.contains("_created") }
        #expect(created == (isOn ? ["events_created 1795212000", "lag_seconds_created 1795212000"] : []))
    }

    @Test func `the text format does not, even then`() async throws {
        let reply = try await scrape("text/plain;version=0.0.4", showsCreatedSamples: true)
        #expect(reply.fields["content-type"] == "text/plain; version=0.0.4; charset=utf-8")
        #expect(reply.body.contains("events_total 3\n"))
        #expect(!reply.body.contains("_created"))
    }

    @Test func `what a Prometheus with native histograms asks for is protobuf`() async throws {
        let reply = try await scrape(
            "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited;q=0.6,"
                + "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.5,"
                + "application/openmetrics-text;version=0.0.1;q=0.4,"
                + "text/plain;version=1.0.0;escaping=allow-utf-8;q=0.3,text/plain;version=0.0.4;q=0.2,*/*;q=0.1"
        )
        #expect(reply.statusLine == "HTTP/1.1 200 OK")
        #expect(
            reply.fields["content-type"]
                == "application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily; encoding=delimited; "
                + "escaping=allow-utf-8"
        )
        var page: [UInt8] = []
        var pieces = ExpositionPage(registry.snapshot(), as: .protobuf)
        while let piece = pieces.next() { page.append(contentsOf: piece) }
        #expect(reply.fields["content-length"] == String(page.count))
        // Not all of it is UTF-8: what is not is replaced alike on both sides.
        #expect(reply.body == String(decoding: page, as: UTF8.self))
    }
}
