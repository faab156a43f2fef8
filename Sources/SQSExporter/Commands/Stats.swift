import ArgumentParser
import Curl
import Events
import FoundationEssentials
import Glibc

/// `sqs-exporter stats`.
struct Stats: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Prints count and sum of each event type from a running exporter, one JSON object a line."
    )

    @Option(help: "The exporter's address; https://USER:PASSWORD@HOST:PORT where its WEB_CONFIG_FILE says so.")
    var url = "http://127.0.0.1:8080"

    @Option(help: "Certificates (PEM) that an exporter with TLS is checked against. (default: the system's)")
    var caFile: String?

    @Flag(help: "Print again every --interval seconds until Ctrl-C, also while the exporter is away.")
    var watch = false

    @Option(help: "Seconds between two prints with --watch.")
    var interval: Double = 2

    func validate() throws {
        guard interval >= 0.1, interval <= 3600 else {
            throw ValidationError("--interval is \(interval); write 0.1 to 3600")
        }
    }

    func run() async throws {
        let http = try ExporterAddress.client(caFile: caFile)
        defer { http.shutdown() }
        guard watch else {
            StandardOutput.write(try await fetch(through: http))
            return
        }
        let clear = StandardOutput.isTerminal ? "\u{1B}[2J\u{1B}[H" : ""
        while true {
            do {
                // The reader may be gone: of `stats --watch | head`, for example.
                guard StandardOutput.write(clear + (try await fetch(through: http))) else { return }
            } catch {
                StandardError.write("\(error)\n")
            }
            try await Task.sleep(for: .seconds(interval))
        }
    }

    /// `{"error":"starting: the ledger is not open yet"}`.
    private struct Refusal: Decodable {
        var error: String
    }

    private struct UnexpectedAnswer: Error, CustomStringConvertible {
        var description: String
    }

    /// A line for each type.
    private func fetch(through http: CurlClient) async throws -> String {
        let base = url.hasSuffix("/") ? String(url.dropLast()) : url
        let request = Request(
            method: .get,
            url: base + "/stats",
            timeout: .seconds(10),
            maximumBodyBytes: 64 << 20,
            proxy: .none
        )
        let response = try await http.send(request)
        let shown = ExporterAddress(url: request.url).shown
        if response.status == 503, let refusal = try? JSONDecoder().decode(Refusal.self, from: Data(response.body)) {
            throw UnexpectedAnswer(description: "\(shown) cannot tell now: \(refusal.error)")
        }
        guard response.status == 200 else {
            let cure = ExporterAddress.cure(for: response.status)
            let answer = "\(shown) answered \(response.status)"
            throw UnexpectedAnswer(description: answer + (cure.isEmpty ? "; is it an sqs-exporter?" : cure))
        }
        guard let answer = try? JSONDecoder().decode([Summary].self, from: Data(response.body)) else {
            throw UnexpectedAnswer(description: "\(shown) did not answer with statistics; is it an sqs-exporter?")
        }
        return answer.map { EventSummary(type: $0.type, count: $0.count, sum: $0.sum ?? .infinity).line + "\n" }
            .joined()
    }

    /// `{"type":"purchase","count":75,"sum":650.0}`; the sum is null when it is beyond what JSON can say.
    private struct Summary: Decodable {
        var type: String
        var count: Int
        var sum: Double?
    }
}
