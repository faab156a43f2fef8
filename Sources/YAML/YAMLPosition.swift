/// A place in a document, as editors count: lines and columns from 1.
package struct YAMLPosition: Equatable, Sendable, Comparable, CustomStringConvertible {
    /// From 1.
    package var line: Int
    /// In characters, from 1.
    package var column: Int

    /// A place by its line and column.
    package init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    /// The first character of a document.
    package static let start = YAMLPosition(line: 1, column: 1)

    /// `line 3, column 5`.
    package var description: String { "line \(line), column \(column)" }

    /// Whether one place comes before another.
    package static func < (left: YAMLPosition, right: YAMLPosition) -> Bool {
        (left.line, left.column) < (right.line, right.column)
    }
}
