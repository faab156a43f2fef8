import ArgumentParser
import Curl
import FoundationEssentials
import Web

/// `sqs-exporter healthcheck`.
///
/// For containers, whose image has no other HTTP client (`HEALTHCHECK`, Dockerfile reference).
struct Healthcheck: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Asks a running exporter whether it is healthy; ends with 0 if it is, else with 1."
    )

    @Option(
        help: """
            What is asked; https://USER:PASSWORD@HOST:PORT/-/healthy where WEB_CONFIG_FILE says so. \
            (default: /-/healthy on the port of LISTEN_ADDRESS, here)
            """
    )
    var url: String?

    @Option(help: "Certificates (PEM) that an exporter with TLS is checked against. (default: the system's)")
    var caFile: String?

    func run() async throws {
        let http = try ExporterAddress.client(caFile: caFile)
        defer { http.shutdown() }
        let asked: String
        if let url {
            asked = url
        } else {
            let environment = ProcessInfo.processInfo.environment
            // A file that is being edited says nothing about the exporter that runs.
            let settings =
                (try? await ConfigurationSources(environment: environment).reader())
                ?? SettingReader(options: [:], environment: environment)
            asked = try Self.ownURL(listenAddress: settings.text(.listenAddress))
        }
        let request = Request(
            method: .get,
            url: asked,
            timeout: .seconds(5),
            maximumBodyBytes: 1 << 20,
            proxy: .none
        )
        let answer = try await http.send(request)
        guard answer.status < 400 else {
            let shown = ExporterAddress(url: request.url).shown
            throw Unhealthy(url: shown, status: answer.status, body: String(decoding: answer.body, as: UTF8.self))
        }
    }

    /// Where an exporter with this `LISTEN_ADDRESS` is asked from the same machine: at the first of several.
    static func ownURL(listenAddress: String?) throws -> String {
        let all = listenAddress.flatMap { $0.isEmpty ? nil : $0 } ?? Setting.listenAddress.defaultValue ?? ""
        let text = all.prefix { $0 != "," }.trimmed
        let address: ListenAddress
        do throws(ListenAddressError) {
            address = try ListenAddress(text)
        } catch {
            throw ConfigurationError(mistakes: ["\(Setting.listenAddress.rawValue) \(error)"])
        }
        let host =
            switch address.host {
            case nil, "0.0.0.0": "127.0.0.1"
            case "::": "::1"
            case let host?: host
            }
        return "http://\(host.contains(":") ? "[\(host)]" : host):\(address.port)/-/healthy"
    }

    private struct Unhealthy: Error, CustomStringConvertible {
        var url: String
        var status: Int
        var body: String

        var description: String {
            "\(url) answered \(status): \(body.prefix(1000))\(ExporterAddress.cure(for: status))"
        }
    }
}
