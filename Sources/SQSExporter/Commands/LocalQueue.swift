import ArgumentParser
import FoundationEssentials
import LocalSQS
import Logging
import ServiceLifecycle
import Web

/// `sqs-exporter local-queue`.
struct LocalQueue: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Runs an SQS-compatible queue in memory, for trials and tests.",
        discussion: "It speaks SQS's JSON protocol, takes any credentials, and forgets its messages when it ends."
    )

    @Option(help: "Where it listens, host:port.")
    var listenAddress = "127.0.0.1:9324"

    func run() async throws {
        let address: ListenAddress
        do throws(ListenAddressError) {
            address = try ListenAddress(listenAddress)
        } catch {
            throw ValidationError("--listen-address \(error)")
        }
        let logger = LogConfiguration().logger()
        let server = LocalQueueServer(
            queue: try await LocalSQSServer.start(host: address.host ?? "0.0.0.0", port: address.port, logger: logger)
        )
        logger.notice("listening", metadata: ["endpoint": "\(server.queue.endpoint)"])
        try await ServiceRun.run([.init(service: server)], timeout: .seconds(5), logger: logger)
    }
}
