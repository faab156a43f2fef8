extension [UInt8] {
    /// Appends the text of a JSON string without its quotes.
    ///
    /// Escapes what must be escaped: quote, backslash and control characters; everything else is copied in runs.
    mutating func appendEscaped(_ utf8: Span<UInt8>) {
        var start = 0
        while start < utf8.count {
            let end = utf8.firstByteToEscape(from: start)
            append(contentsOf: utf8.extracting(start..<end))
            guard end < utf8.count else { return }
            appendEscape(of: utf8[end])
            start = end + 1
        }
    }

    private mutating func append(contentsOf span: Span<UInt8>) {
        // Appending byte by byte costs five times a copy; the pointer does not leave the closure.
        unsafe span.withUnsafeBufferPointer { run in unsafe append(contentsOf: run) }
    }

    private mutating func appendEscape(of byte: UInt8) {
        append(UInt8(ascii: "\\"))
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): append(byte)
        case UInt8(ascii: "\n"): append(UInt8(ascii: "n"))
        case UInt8(ascii: "\r"): append(UInt8(ascii: "r"))
        case UInt8(ascii: "\t"): append(UInt8(ascii: "t"))
        default:
            append(contentsOf: "u00".utf8)
            append(UInt8(ascii: "0") + byte >> 4)
            append(byte & 15 < 10 ? UInt8(ascii: "0") + byte & 15 : UInt8(ascii: "a") - 10 + byte & 15)
        }
    }
}

extension Span<UInt8> {
    fileprivate func firstByteToEscape(from start: Int) -> Int {
        var index = firstUnusualByte(from: start)
        while index < count, self[index] >= 0x80 { index = firstUnusualByte(from: index + 1) }
        return index
    }
}
