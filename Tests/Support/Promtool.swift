/// Prometheus's own judge of an exposition.
package enum Promtool {
    /// `promtool check metrics`: an exit status of 0 and not a word mean that there is nothing to find.
    package static func checkMetrics(_ page: String) async throws -> Subprocess.Outcome {
        try await Subprocess.run(
            try SystemProgram.path(of: "promtool"),
            ["check", "metrics"],
            input: Array(page.utf8)
        )
    }

    /// `promtool check web-config`, of a file and of what it names.
    package static func checkWebConfiguration(_ path: String) async throws -> Subprocess.Outcome {
        try await Subprocess.run(try SystemProgram.path(of: "promtool"), ["check", "web-config", path])
    }
}
