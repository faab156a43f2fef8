import Glibc
import UnixSignals

/// SIGHUP, by which whoever runs the program asks it to read its configuration again.
enum HangUp {
    /// Takes from the signal that it ends the process, at the very start and to the end.
    static func outlive() {
        _ = signal(SIGHUP, SIG_IGN)
    }

    /// Does something at each signal, one after the other, until the task is cancelled.
    static func each(_ action: @Sendable () async -> Void) async {
        for await _ in await UnixSignalsSequence(trapping: .sighup) { await action() }
    }
}
