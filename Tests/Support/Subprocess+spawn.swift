import Foundation
import Glibc

extension Subprocess {
    /// A program did not start: `errno`.
    package struct Failure: Error {
        package let program: String
        package let code: Int32
    }

    /// Starts a program that has nothing open but the files `stdin`, `stdout` and `stderr` of a folder.
    ///
    /// No signal is blocked or ignored. `Process` would hand on the mask of the thread that starts it, and a program
    /// that blocks SIGTERM cannot be told to end.
    static func spawn(
        _ executable: String,
        _ arguments: [String],
        environment: [String: String],
        with folder: URL
    ) throws(Failure) -> pid_t {
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        let files = [("stdin", O_RDONLY), ("stdout", O_WRONLY | O_CREAT), ("stderr", O_WRONLY | O_CREAT)]
        for (descriptor, (name, flags)) in zip(Int32(0)..., files) {
            let path = folder.appending(path: name).path
            unsafe posix_spawn_file_actions_addopen(&actions, descriptor, path, flags, 0o600)
        }
        let open = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
        for descriptor in open.compactMap({ Int32($0) }) where descriptor >= files.count {
            unsafe posix_spawn_file_actions_addclose(&actions, descriptor)
        }

        var attributes = posix_spawnattr_t()
        unsafe posix_spawnattr_init(&attributes)
        defer { unsafe posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        unsafe sigemptyset(&signals)
        unsafe posix_spawnattr_setsigmask(&attributes, &signals)
        unsafe sigfillset(&signals)
        unsafe posix_spawnattr_setsigdefault(&attributes, &signals)
        unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))

        var words = unsafe ([executable] + arguments).map { unsafe strdup($0) } + [nil]
        var variables = unsafe environment.map { unsafe strdup("\($0)=\($1)") } + [nil]
        defer { unsafe (words + variables).forEach { unsafe free($0) } }
        var id = pid_t()
        let code = unsafe posix_spawn(&id, executable, &actions, &attributes, &words, &variables)
        guard code == 0 else { throw Failure(program: executable, code: code) }
        return id
    }

    /// How a child has ended, or nil if it runs; without `WNOHANG` it waits for the end.
    ///
    /// A child can be asked about until the answer is not nil.
    static func reap(_ id: pid_t, _ options: Int32 = 0) -> Ending? {
        var status: Int32 = 0
        while case let ended = unsafe waitpid(id, &status, options), ended != id {
            guard ended < 0, errno == EINTR else { return nil }
        }
        let signal = status & 0x7F
        return signal == 0 ? .exited(status >> 8 & 0xFF) : .killed(signal: signal)
    }
}
