/// What `/-/reload` and `/-/quit` ask the program for.
package protocol Lifecycle: Sendable {
    /// Reads the configuration again and applies what can change while the program runs.
    ///
    /// - Throws: ``ReloadRefused`` where the configuration is wrong; then nothing has changed.
    func reload() async throws(ReloadRefused) -> ReloadReport

    /// Begins the graceful shutdown, and does not wait for its end.
    func quit() async
}

/// What came of a reload: settings by their names.
package struct ReloadReport: Sendable, Equatable {
    /// Those that changed and hold from now on.
    package var applied: [String]
    /// Those that changed and hold from the next start on.
    package var needRestart: [String]

    /// A report by what became of each changed setting.
    package init(applied: [String] = [], needRestart: [String] = []) {
        self.applied = applied
        self.needRestart = needRestart
    }
}

/// Why a reload changed nothing.
package struct ReloadRefused: Error, Equatable {
    /// Every mistake in the configuration, for whoever asked; holds no secret.
    package var mistakes: [String]

    /// A refusal for these mistakes.
    package init(mistakes: [String]) {
        self.mistakes = mistakes
    }
}
