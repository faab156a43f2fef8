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
            do on purpose what SQS does rarely, and so does the file of --faults:

            {"seed": 7,
             "faults": [{"kind": "answer", "status": 503, "on": "ReceiveMessage", "rate": 0.1},
                        {"kind": "reset", "on": "DeleteMessageBatch", "phase": "after", "times": 3}],
             "outages": [{"afterSeconds": 10, "forSeconds": 5}]}
            """
    )

    @Option(help: "Where it listens, host:port.")
    var listenAddress = "127.0.0.1:9324"

    @Option(help: "How often a message is delivered twice, 0 to 1.")
    var duplicateRate: Double = 0

    @Option(help: "How often a message cannot be deleted until it is received anew, 0 to 1.")
    var deleteFailureRate: Double = 0

    @Option(
        help:
            "Where the faults are drawn from: the same seed and requests meet the same faults. (default: the file's, else 1)"
    )
    var seed: UInt64?

    @Option(help: "A JSON file of what it does wrong on purpose; the README lists the kinds.")
    var faults: String?

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
                faults: try faultPlan(),
                logger: logger
            ),
            logger: logger
        )
        try await ServiceRun.run([.init(service: server)], timeout: .seconds(5), logger: logger)
    }

    private func faultPlan() throws -> FaultPlan {
        var plan = FaultPlan.none
        if let faults {
            guard let file = FileManager.default.contents(atPath: faults) else {
                throw ValidationError("--faults: \(faults) cannot be read; name a JSON file")
            }
            do throws(FaultFileError) {
                plan = try FaultPlan(json: [UInt8](file))
            } catch {
                throw ValidationError("--faults: \(faults): \(error)")
            }
        }
        plan.seed = seed ?? plan.seed
        if duplicateRate > 0 { plan.faults.append(.init(.deliverTwice, rate: duplicateRate)) }
        if deleteFailureRate > 0 { plan.faults.append(.init(.undeletable, rate: deleteFailureRate)) }
        return plan
    }
}
