import ArgumentParser

/// The command line.
@main
struct SQSExporter: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sqs-exporter",
        abstract: "Counts the JSON events on an Amazon SQS queue, each once in effect, and serves them to Prometheus.",
        discussion: """
            An event is {"type":"page_view","value":1,"occurred_at":"2020-10-06 10:02:05"}.

            Without a command it serves. Every option of serve is also an environment variable, whose name stands beside it.
            """,
        version: Version.text,
        subcommands: [
            Serve.self, Stats.self, Produce.self, LocalQueue.self, LedgerCommand.self, Demo.self, Healthcheck.self,
        ],
        defaultSubcommand: Serve.self
    )
}
