import ArgumentParser
import Ledger

/// `sqs-exporter ledger`.
struct LedgerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ledger",
        abstract: "Looks into a SQLite ledger that no exporter has open.",
        subcommands: [Check.self, Export.self]
    )

    /// `sqs-exporter ledger check PATH`.
    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Verifies that the file is whole, and prints its totals.",
            discussion: "Ends with 1 where the file is damaged. Nothing in it is changed."
        )

        @Argument(help: "The file that LEDGER_URL=sqlite:PATH names.") var path: String

        func run() throws {
            let ledger = try SQLiteLedger.inspect(path: path)
            StandardOutput.write(ledger.report(path: path))
            if !ledger.faults.isEmpty { throw ExitCode.failure }
        }
    }

    /// `sqs-exporter ledger export PATH`.
    struct Export: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Prints the totals as JSON.")

        @Argument(help: "The file that LEDGER_URL=sqlite:PATH names.") var path: String

        func run() throws {
            StandardOutput.write(try SQLiteLedger.inspect(path: path).json + "\n")
        }
    }
}
