import Glibc
import Ledger

/// Sabotage that proves the tests: what the program must never do, done on purpose.
///
/// `SQS_EXPORTER_FAULT` is for the test suite alone, which has to show that it would notice. It is no setting and
/// stands in no help; who sets it all the same is told in the log at every start.
enum Fault: Equatable {
    /// Says that messages are recorded before they are, and records them when they have been deleted.
    case deleteBeforeCommit
    /// Takes every delivery for a new message.
    case forgetKeys
    /// Ends the process by SIGKILL when so many calls have been recorded, before anything of the last is deleted.
    case dieAfterCommit(calls: Int)
    /// Lets every commit take so long.
    case slowCommits(milliseconds: Int)
    /// Sends no call to SQS again.
    case noRetry
    /// Extends no visibility timeout.
    case noHeartbeat
    /// Tries no deletion again.
    case noDeleteRetry

    static let variable = "SQS_EXPORTER_FAULT"

    /// Those that a text names, with commas between them.
    static func all(in text: String?) -> [Fault] {
        (text ?? "").split(separator: ",").compactMap { Fault(String($0)) }
    }

    /// Nil for a text that names none.
    private init?(_ text: String) {
        let parts = text.split(separator: ":")
        switch (parts.first, parts.dropFirst().first.flatMap { Int($0) }) {
        case ("delete-before-commit", nil): self = .deleteBeforeCommit
        case ("forget-keys", nil): self = .forgetKeys
        case ("die-after-commit", let calls?): self = .dieAfterCommit(calls: calls)
        case ("slow-commits", let milliseconds?): self = .slowCommits(milliseconds: milliseconds)
        case ("no-retry", nil): self = .noRetry
        case ("no-heartbeat", nil): self = .noHeartbeat
        case ("no-delete-retry", nil): self = .noDeleteRetry
        default: return nil
        }
    }

    /// Whether ``SabotagedLedger`` does it, rather than what speaks to SQS.
    var isOfLedger: Bool {
        switch self {
        case .deleteBeforeCommit, .forgetKeys, .dieAfterCommit, .slowCommits: true
        case .noRetry, .noHeartbeat, .noDeleteRetry: false
        }
    }

    static func killProcess() {
        kill(getpid(), SIGKILL)
    }
}
