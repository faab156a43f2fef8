/// Where the metrics page is, as `WEB_TELEMETRY_PATH` spells it: `/metrics` unless someone says otherwise.
///
/// Segments of letters, digits, `.`, `_`, `~` and `-`, so that it means the same in a URL, in HTML and in JSON.
package struct TelemetryPath: Sendable, Equatable {
    /// The path as requests name it, from its first slash on.
    package let text: String

    /// `/metrics`.
    package static let standard = TelemetryPath(checked: "/metrics")

    /// Reads a path; fails with what is wrong with the text and how to write it instead.
    package init(_ text: String) throws(TelemetryPathError) {
        guard text.utf8.first == UInt8(ascii: "/") else { throw .noSlash(text) }
        guard text.utf8.allSatisfy(Self.mayHold), text.utf8.count <= 200 else { throw .badCharacter(text) }
        let segments = text.utf8.dropFirst().split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        // The last may be empty, which is a slash at the end.
        guard segments.count == 1 || segments.dropLast().allSatisfy({ !$0.isEmpty }) else { throw .emptySegment(text) }
        guard segments.allSatisfy({ !$0.elementsEqual(".".utf8) && !$0.elementsEqual("..".utf8) }) else {
            throw .emptySegment(text)
        }
        guard !Self.isTaken(text) else { throw .taken(text) }
        self.init(checked: text)
    }

    private init(checked text: String) {
        self.text = text
    }

    private static func mayHold(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "/-._~".utf8.contains(byte)
        }
    }

    /// Whether another page has the path, or all that begin as it does.
    private static func isTaken(_ text: String) -> Bool {
        if text == standard.text { return false }
        if ["/-/", "/assets/", "/stats/"].contains(where: { text.hasPrefix($0) || text + "/" == $0 }) { return true }
        return (try? Endpoint(path: text)) != nil
    }
}

/// A text that names no place for the metrics page.
///
/// Its description quotes the text and says what to write instead.
package enum TelemetryPathError: Error, Equatable, CustomStringConvertible {
    /// It does not begin with a slash.
    case noSlash(String)
    /// It holds something that means something else in a URL, or is too long.
    case badCharacter(String)
    /// Two slashes without a name between them, or a dot in the place of one.
    case emptySegment(String)
    /// Another page is there.
    case taken(String)

    /// What is wrong with the text and what to write instead, on one line.
    package var description: String {
        switch self {
        case .noSlash(let text): "\"\(text)\" does not begin with a slash: write /metrics, for example"
        case .badCharacter(let text):
            "\"\(text.prefix(200))\" is no path: write up to 200 letters, digits and signs of -._~ between slashes"
        case .emptySegment(let text):
            "\"\(text)\" has no name between its slashes: write one slash between names, and neither . nor .."
        case .taken(let text): "\"\(text)\" is the place of another page: write /metrics, for example"
        }
    }
}
