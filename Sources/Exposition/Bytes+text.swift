extension [UInt8] {
    /// Appends a label value: `\`, `"` and LF are escaped, everything else stands as it is.
    mutating func append(labelValue text: String) {
        let bytes = text.utf8Span.span
        // Goes on after a hit, because a loop without an early exit compares many bytes at once.
        var needsEscapes = false
        for index in bytes.indices {
            let byte = bytes[index]
            needsEscapes =
                needsEscapes || byte == UInt8(ascii: "\\") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\n")
        }
        if needsEscapes {
            append(text, escapingQuotes: true)
        } else {
            append(copying: bytes)
        }
    }

    /// Appends a help text: `\` and LF are escaped, everything else stands as it is.
    mutating func append(help text: String) {
        append(text, escapingQuotes: false)
    }

    /// Appends bytes without the reference counting that an array of them would cost.
    mutating func append(copying bytes: Span<UInt8>) {
        unsafe bytes.withUnsafeBufferPointer { unsafe append(contentsOf: $0) }
    }

    private mutating func append(_ text: String, escapingQuotes: Bool) {
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\n"): append(contentsOf: #"\n"#.utf8)
            case UInt8(ascii: "\\"): append(contentsOf: #"\\"#.utf8)
            case UInt8(ascii: "\"") where escapingQuotes: append(contentsOf: #"\""#.utf8)
            default: append(byte)
            }
        }
    }
}
