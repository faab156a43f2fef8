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
        discussion: """
            It speaks SQS's JSON protocol, takes any credentials, and forgets its messages when it ends. The rates make it \
            do on purpose what SQS does rarely.
            """
    )

    @Option(help: "Where it listens, host:port.")
    var listenAddress = "127.0.0.1:9324"

    @Option(help: "How often a message is delivered twice, 0 to 1.")
    var duplicateRate: Double = 0

    @Option(help: "How often a message cannot be deleted until it is received anew, 0 to 1.")
    var deleteFailureRate: Double = 0

    @Option(help: "Where the faults are drawn from: the same seed and requests meet the same faults.")
    var seed: UInt64 = 1

    func validate() throws {
        for (option, rate) in [("duplicate-rate", duplicateRate), ("delete-failure-rate", deleteFailureRate)] {
            guard (0...1).contains(rate) else {
                throw ValidationError("--\(option) is \(rate); write a number from 0 to 1")
            }
        }
    }

    func run() async throws {
        let address: ListenAddress
        do throws(ListenAddressError) {
            address = try ListenAddress(listenAddress)
        } catch {
            throw ValidationError("--listen-address \(error)")
        }
        let logger = LogConfiguration().logger()
        let server = LocalQueueServer(
            queue: try await LocalSQSServer.start(
                host: address.host ?? "0.0.0.0",
                port: address.port,
                misbehaviour: Misbehaviour(
                    seed: seed,
                    duplicateRate: duplicateRate,
                    deleteFailureRate: deleteFailureRate
                ),
                logger: logger
            ),
            logger: logger
        )
        try await ServiceRun.run([.init(service: server)], timeout: .seconds(5), logger: logger)
    }
}
