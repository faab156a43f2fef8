import Foundation
package import Glibc
import Synchronization

/// Another program, started by a test with exactly the environment given to it.
///
/// What it writes goes to files, so it never waits for a reader and everything so far can be read at any time. It ends
/// with the last reference to it, if neither by itself nor by ``stop()`` before.
package final class Subprocess: Sendable {
    /// How a program ended.
    package enum Ending: Equatable, Sendable {
        case exited(Int32)
        case killed(signal: Int32)
    }

    /// Its process while it runs; later the number may be another process's.
    package let processID: pid_t
    private let name: String
    private let directory: URL
    /// Once it is known, the process ID may be another program's.
    private let ending = Mutex<Ending?>(nil)

    /// Starts a program.
    ///
    /// - Parameters:
    ///   - executable: a path.
    ///   - environment: all of it; nothing is inherited.
    ///   - input: its standard input.
    package init(
        _ executable: String,
        _ arguments: [String] = [],
        environment: [String: String] = SystemProgram.bareEnvironment,
        input: [UInt8] = []
    ) throws {
        name = URL(filePath: executable).lastPathComponent
        directory = try TemporaryDirectory.make()
        try Data(input).write(to: directory.appending(path: "stdin"))
        processID = try Self.spawn(executable, arguments, environment: environment, with: directory)
    }

    deinit { stop() }

    /// What it has written to standard output so far.
    package var output: String { text(of: "stdout") }

    /// What it has written to standard error so far.
    package var errors: String { text(of: "stderr") }

    package var isRunning: Bool { endingSoFar == nil }

    /// Sends a signal, `SIGTERM` for example; a program that has ended gets none.
    package func send(signal: Int32) {
        ending.withLock { ending in
            if ending == nil { kill(processID, signal) }
        }
    }

    /// Waits until it has ended by itself.
    package func waitForEnd(within deadline: Duration = .seconds(60)) async throws -> Ending {
        try await waitUntil("\(name) ends", within: deadline) { !isRunning }
        return endingSoFar ?? .exited(-1)
    }

    /// Waits until it has written what is looked for, the port where it listens for example.
    ///
    /// - Throws: ``EndedEarly`` if it ends without it.
    package func waitFor<Value>(_ what: String, _ find: (Subprocess) -> Value?) async throws -> Value {
        var found: Value?
        try await waitUntil("\(name) says \(what)") {
            let isRunning = isRunning
            found = find(self)
            return found != nil || !isRunning
        }
        guard let found else { throw EndedEarly(name: name, errors: errors) }
        return found
    }

    /// Kills it if it still runs, and removes what it wrote.
    package func stop() {
        ending.withLock { ending in
            guard ending == nil else { return }
            kill(processID, SIGKILL)
            ending = Self.reap(processID)
        }
        try? FileManager.default.removeItem(at: directory)
    }

    private var endingSoFar: Ending? {
        ending.withLock { ending in
            if ending == nil { ending = Self.reap(processID, WNOHANG) }
            return ending
        }
    }

    private func text(of file: String) -> String {
        let data = try? Data(contentsOf: directory.appending(path: file))
        return String(decoding: data ?? Data(), as: UTF8.self)
    }
}
