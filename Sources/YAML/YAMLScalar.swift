/// What is written in one piece; what it means, the reader decides who asks for a text, a number or a choice.
package struct YAMLScalar: Equatable, Sendable {
    /// The text as meant: quotes and escapes are resolved, lines are folded.
    package var text: String
    /// Whether it stands without quotes and not in a block: only then is it a number, true, false or null.
    package var isPlain: Bool

    /// Whether it says that there is no value.
    package var isNull: Bool { isPlain && ["", "~", "null", "Null", "NULL"].contains(text) }

    /// True or false in the words of YAML 1.1, which Prometheus's own files may use.
    package var bool: Bool? {
        guard isPlain else { return nil }
        return switch text {
        case "true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON", "y", "Y": true
        case "false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF", "n", "N": false
        default: nil
        }
    }

    /// A whole decimal number; a leading zero makes it none, because YAML 1.1 would read it as octal.
    package var integer: Int? {
        let digits = text.utf8.first == UInt8(ascii: "-") ? text.utf8.dropFirst() : text.utf8[...]
        guard isPlain, digits.first != UInt8(ascii: "0") || digits.count == 1 else { return nil }
        return digits.first == UInt8(ascii: "+") ? nil : Int(text)
    }

    /// A duration with its units, or a bare 0.
    package var duration: Duration? { Duration(written: text) }
}
