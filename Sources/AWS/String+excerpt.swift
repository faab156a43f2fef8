import FoundationEssentials

extension String {
    /// The first 200 characters on one line, fit for a log.
    ///
    /// Characters are Unicode's scalars here: one `Character` may have any number of marks.
    package var excerpt: String {
        let line =
            unicodeScalars
            .split { $0.properties.isWhitespace || $0.properties.generalCategory == .control }
            .map { String($0) }
            .joined(separator: " ")
        return line.unicodeScalars.count <= 200 ? line : "\(String(line.unicodeScalars.prefix(200)))…"
    }

    /// The same text with an ellipsis wherever a secret stands.
    ///
    /// Scalar by scalar: a mark that follows the secret would make another `Character` of its last letter, and hide it.
    func blotting(_ secret: String?) -> String {
        guard let secret, !secret.isEmpty else { return self }
        return String(unicodeScalars.replacing(secret.unicodeScalars, with: "…".unicodeScalars))
    }
}
