import Events
import Foundation
import Instruments
import Logging
import Support
import Testing

@testable import Web

@Suite(.timeLimit(.minutes(3))) struct OpenAPITests {
    /// What `Tests/Peers/openapi_check.py` has found.
    private struct Findings: Decodable {
        var faults: [String]
        var documented: Set<String>
        var seen: Set<String>
    }

    private struct Document: Decodable {
        struct Info: Decodable { var version: String }
        struct Nothing: Decodable {}
        var info: Info
        var paths: [String: Nothing]
    }

    private func document() throws -> Document {
        try JSONDecoder().decode(Document.self, from: Data(OpenAPIDocument(version: #"1.2.3-"x""#).bytes))
    }

    @Test func `has the program's version`() throws {
        #expect(try document().info.version == #"1.2.3-"x""#)
    }

    @Test func `every answer is one that is documented, and every answer that is documented can be had`() async throws {
        let fine = FakeExporter(
            counted: {
                [
                    EventSummary(type: "purchase", count: 75, sum: 650),
                    EventSummary(type: "over", count: 2, sum: .infinity),
                ]
            },
            currentStatus: .example
        )
        let starting = FakeExporter(
            counted: { throw StateUnavailable(reason: "starting") },
            healthReport: HealthReport(problems: ["no receive for 5 minutes"]),
            readinessReport: HealthReport(problems: ["starting"])
        )
        let failing = FakeExporter(counted: { throw CancellationError() })
        var documented: Set<String> = []
        var seen: Set<String> = []
        let wrong = FakeLifecycle(refusal: ReloadRefused(mistakes: ["LOG_LEVEL is wrong"]))
        let known = "{alice: $2b$05$C93mfviSEZr682oJbF9Oh.n6f62b2ZkY/Stt.0gpen/evNYNGAvdu}"
        // No scrape is the first of none; the document itself is the one request that the rate lets through.
        for (exporter, lifecycle, maxRequests, access) in [
            (fine, FakeLifecycle(), 40, ""), (starting, wrong, 40, ""), (failing, nil, -1, ""),
            (fine, nil, 40, "basic_auth_users: \(known)"), (fine, nil, 40, "rate_limit: {interval: 1h, burst: 1}"),
        ] {
            let findings = try await check(exporter, lifecycle, maxRequests: maxRequests, access)
            #expect(findings.faults == [])
            documented = findings.documented
            seen.formUnion(findings.seen)
        }
        #expect(documented.count > 100)
        #expect(documented.subtracting(seen) == [])
    }

    @Test func `has the metrics page where it is`() throws {
        let bytes = OpenAPIDocument(version: "1", telemetryPath: try TelemetryPath("/figures")).bytes
        let paths = try JSONDecoder().decode(Document.self, from: Data(bytes)).paths.keys
        #expect(paths.contains("/figures"))
        #expect(!paths.contains("/metrics"))
    }

    @Test func `documents every page that is served`() throws {
        let endpoints: [Endpoint] =
            Asset.allCases.map(Endpoint.asset)
            + [.openAPI, .metrics, .allStats, .stats(eventType: "x"), .status, .health, .readiness, .reload, .quit]
        #expect(Set(endpoints.map(\.documentedPath)) == Set(try document().paths.keys))
    }

    @Test func `is listed in full on the page of the API, for readers without JavaScript`() throws {
        let listed = Asset.docsPage.text.matches(of: /<code>(\/[^<]*)<\/code>/).map { String($0.output.1) }
        #expect(Set(listed) == Set(try document().paths.keys))
    }

    private func check(
        _ exporter: FakeExporter,
        _ lifecycle: FakeLifecycle?,
        maxRequests: Int,
        _ access: String
    ) async throws -> Findings {
        let folder = try TemporaryDirectory.make()
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "web.yml")
        try Data(access.utf8).write(to: file)
        let registry = Registry()
        try registry.gauge("queue_messages", help: "Messages waiting.").set(3)
        let outcome = try await withServer(
            exporter,
            registry: registry,
            lifecycle: lifecycle,
            maxRequests: maxRequests,
            gate: access.isEmpty ? nil : try await Gate(file: file.path)
        ) { client, _ in
            try await Python.run(
                "openapi_check.py",
                [
                    "http://127.0.0.1:\(client.port)", "--user=alice:change-me", "type=purchase", "type=over",
                    "type=none",
                    "type=%ff", "name[]=up", "name[]=%ff",
                ]
            )
        }
        try #require(outcome.succeeded, "\(outcome.errors)")
        return try JSONDecoder().decode(Findings.self, from: Data(outcome.output.utf8))
    }
}

extension Endpoint {
    /// As `openapi.json` spells it; a new case has to be documented before this compiles.
    fileprivate var documentedPath: String {
        switch self {
        case .asset(let asset): asset.rawValue.hasPrefix("/assets/") ? "/assets/{file}" : asset.rawValue
        case .openAPI: "/openapi.json"
        case .metrics: "/metrics"
        case .allStats: "/stats"
        case .stats: "/stats/{type}"
        case .status: "/status"
        case .health: "/-/healthy"
        case .readiness: "/-/ready"
        case .reload: "/-/reload"
        case .quit: "/-/quit"
        }
    }
}
