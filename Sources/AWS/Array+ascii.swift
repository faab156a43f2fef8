import FoundationEssentials

extension [UInt8] {
    /// Appends a number of exactly so many digits, with leading zeros.
    mutating func append(decimal number: Int, digits: Int) {
        var divisor = 1
        for _ in 1..<digits { divisor *= 10 }
        while divisor > 0 {
            append(UInt8(ascii: "0") + UInt8(number / divisor % 10))
            divisor /= 10
        }
    }

    /// Appends two lower-case hexadecimal digits a byte.
    mutating func append(hex bytes: some ContiguousBytes) {
        // A digest as a sequence is an array, allocated for every request; the pointer does not leave the closure.
        unsafe bytes.withUnsafeBytes { bytes in
            for index in bytes.indices {
                let byte = unsafe bytes[index]
                append(hexDigit: byte >> 4, ten: UInt8(ascii: "a"))
                append(hexDigit: byte & 15, ten: UInt8(ascii: "a"))
            }
        }
    }

    /// Appends a byte as in a URL: itself if RFC 3986 calls it unreserved, else as `%E1`, in the capitals AWS asks for.
    mutating func append(percentEncoding byte: UInt8) {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "~"):
            append(byte)
        default:
            append(UInt8(ascii: "%"))
            append(hexDigit: byte >> 4, ten: UInt8(ascii: "A"))
            append(hexDigit: byte & 15, ten: UInt8(ascii: "A"))
        }
    }

    private mutating func append(hexDigit value: UInt8, ten: UInt8) {
        append(value < 10 ? UInt8(ascii: "0") + value : ten + value - 10)
    }
}
