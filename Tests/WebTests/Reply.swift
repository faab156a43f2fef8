/// An answer of the server, taken apart no further than a test needs.
struct Reply: Equatable {
    let statusLine: String
    /// The header fields, names in lower case.
    let fields: [String: String]
    let body: String

    init(_ text: String) {
        let head = text.firstRange(of: "\r\n\r\n").map { text[..<$0.lowerBound] } ?? text[...]
        let lines = head.split(separator: "\r\n")
        statusLine = lines.first.map(String.init) ?? ""
        body = String(text.dropFirst(head.count).trimmingPrefix("\r\n\r\n"))
        fields = lines.dropFirst().reduce(into: [:]) { fields, line in
            let field = line.split(separator: ": ", maxSplits: 1)
            fields[field[0].lowercased()] = field.count > 1 ? String(field[1]) : ""
        }
    }

    /// The header fields that do not change from one answer to the next.
    var lastingFields: [String: String] { fields.filter { $0.key != "date" } }
}
