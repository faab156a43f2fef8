/// Every mistake in the configuration at once, a line each; holds no secret.
struct ConfigurationError: Error, Equatable, CustomStringConvertible {
    var mistakes: [String]

    var description: String {
        "the configuration has \(mistakes.count == 1 ? "a mistake" : "\(mistakes.count) mistakes"):\n"
            + mistakes.map { "  - \($0)" }.joined(separator: "\n")
    }
}
