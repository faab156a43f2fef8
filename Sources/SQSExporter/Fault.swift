import Glibc
import Ledger

/// Sabotage that proves the tests: what the program must never do, done on purpose.
///
/// `SQS_EXPORTER_FAULT` is for the test suite alone, which has to show that it would notice. It is no setting and stands
/// in no help.
enum Fault: Equatable {
    /// Says that messages are recorded before they are, and records them when they have been deleted.
    case deleteBeforeCommit
    /// Takes every delivery for a new message.
    case forgetKeys
    /// Ends the process by SIGKILL when so many calls have been recorded, before anything of the last is deleted.
    case dieAfterCommit(calls: Int)

    static let variable = "SQS_EXPORTER_FAULT"

    /// Nil for a text that names none.
    init?(_ text: String?) {
        let parts = (text ?? "").split(separator: ":")
        switch (parts.first, parts.dropFirst().first.flatMap { Int($0) }) {
        case ("delete-before-commit", nil): self = .deleteBeforeCommit
        case ("forget-keys", nil): self = .forgetKeys
        case ("die-after-commit", let calls?): self = .dieAfterCommit(calls: calls)
        default: return nil
        }
    }

    static func killProcess() {
        kill(getpid(), SIGKILL)
    }
}
