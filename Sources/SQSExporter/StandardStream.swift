import Glibc

/// Standard output: what a command was asked for.
enum StandardOutput {
    /// Writes a text at once, without the buffer that a crash would lose; false where nobody reads any more.
    @discardableResult
    static func write(_ text: String) -> Bool {
        writeAll(text, to: STDOUT_FILENO)
    }

    /// Whether a person is watching.
    static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }
}

/// Standard error: the log, and why a command failed.
enum StandardError {
    /// Writes a text in one call where the system allows.
    static func write(_ text: String) {
        _ = writeAll(text, to: STDERR_FILENO)
    }

    /// Whether a person is watching.
    static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }
}

private func writeAll(_ text: String, to descriptor: Int32) -> Bool {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
        let written = unsafe bytes.withUnsafeBytes { unsafe write(descriptor, $0.baseAddress, $0.count) }
        if written > 0 {
            bytes = bytes.dropFirst(written)
        } else if errno != EINTR {
            return false
        }
    }
    return true
}
