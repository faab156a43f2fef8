import Foundation

/// A real Prometheus that scrapes one target as the job `sqs-exporter`, on a free port of 127.0.0.1.
package struct PrometheusServer: Sendable {
    /// What it knows of its target.
    package struct Target: Decodable, Sendable {
        package let health: String
        package let lastError: String
    }

    private let program: Subprocess
    private let directory: URL
    private let http: PlainHTTP

    /// Starts a server and returns when it answers.
    ///
    /// - Parameters:
    ///   - ruleFiles: paths of what it evaluates every second.
    ///   - alertmanager: the port of 127.0.0.1 that is told of alerts.
    ///   - access: more of the job's fields, as lines of YAML.
    ///   - features: what has to be enabled: `exemplar-storage`, `native-histograms`.
    package static func start(
        scraping targetPort: Int,
        interval: String = "1s",
        ruleFiles: [String] = [],
        alertmanager: Int? = nil,
        access: [String] = [],
        features: [String] = []
    ) async throws -> PrometheusServer {
        let directory = try TemporaryDirectory.make()
        let configuration = directory.appending(path: "prometheus.yml")
        try Data(
            """
            global: { scrape_interval: \(interval), scrape_timeout: \(interval), evaluation_interval: 1s }
            rule_files: [\(ruleFiles.map { "\"\($0)\"" }.joined(separator: ", "))]
            alerting: { alertmanagers: [\(alertmanager.map(Self.alertmanager) ?? "")] }
            scrape_configs:
              - job_name: sqs-exporter
                static_configs: [{ targets: ["127.0.0.1:\(targetPort)"] }]
            \(access.map { "    \($0)\n" }.joined())
            """.utf8
        ).write(to: configuration)
        let port = try FreePort.find()
        let server = PrometheusServer(
            program: try Subprocess(
                try SystemProgram.path(of: "prometheus"),
                [
                    "--config.file=\(configuration.path)", "--storage.tsdb.path=\(directory.path)/data",
                    "--web.listen-address=127.0.0.1:\(port)",
                ] + features.map { "--enable-feature=\($0)" }
            ),
            directory: directory,
            http: PlainHTTP(port: port)
        )
        do {
            try await waitUntil("Prometheus is ready") { try await server.http.get("/-/ready").status == 200 }
        } catch {
            server.stop()
            throw error
        }
        return server
    }

    private static func alertmanager(port: Int) -> String {
        "{ static_configs: [{ targets: ['127.0.0.1:\(port)'] }] }"
    }

    package var url: String { "http://127.0.0.1:\(http.port)" }

    /// Its target, once it has scraped it or tried to.
    package func target() async throws -> Target? {
        struct Answer: Decodable {
            struct Targets: Decodable { let activeTargets: [Target] }
            let data: Targets
        }
        let body = try await http.get("/api/v1/targets").body
        return try JSONDecoder().decode(Answer.self, from: Data(body.utf8)).data.activeTargets.first
    }

    /// The values of an instant query by one of the labels of the result.
    package func values(of query: String, by label: String) async throws -> [String: Double] {
        struct Answer: Decodable {
            struct Results: Decodable { let result: [Sample] }
            struct Sample: Decodable {
                let metric: [String: String]
                let value: [Value]
            }
            enum Value: Decodable {
                case time(Double)
                case text(String)

                init(from decoder: any Decoder) throws {
                    let container = try decoder.singleValueContainer()
                    if let time = try? container.decode(Double.self) {
                        self = .time(time)
                    } else {
                        self = .text(try container.decode(String.self))
                    }
                }
            }
            let data: Results
        }
        let escaped = query.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? query
        let body = try await http.get("/api/v1/query?query=\(escaped)").body
        let samples = try JSONDecoder().decode(Answer.self, from: Data(body.utf8)).data.result
        return samples.reduce(into: [:]) { values, sample in
            guard let key = sample.metric[label], case .text(let number) = sample.value.last else { return }
            values[key] = Double(number)
        }
    }

    /// The labels of the exemplars that it has of a metric, whatever its series.
    package func exemplarLabels(of metric: String) async throws -> [[String: String]] {
        struct Answer: Decodable {
            struct Series: Decodable { let exemplars: [Exemplar] }
            struct Exemplar: Decodable { let labels: [String: String] }
            let data: [Series]
        }
        let body = try await http.get("/api/v1/query_exemplars?query=\(metric)&start=0&end=99999999999").body
        return try JSONDecoder().decode(Answer.self, from: Data(body.utf8)).data.flatMap(\.exemplars).map(\.labels)
    }

    package func stop() {
        program.stop()
        try? FileManager.default.removeItem(at: directory)
    }
}
