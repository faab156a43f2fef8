/// Everything that is wrong with a web configuration file and what it names; holds no secret.
package struct WebConfigurationError: Error, Equatable, Sendable, CustomStringConvertible {
    /// `web.yml: line 3, column 5: …`, each with its file and its cure.
    package var mistakes: [String]

    /// The mistakes, on one line.
    package var description: String { mistakes.joined(separator: "; ") }
}
