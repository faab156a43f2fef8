extension JSONScanner {
    /// Moves past a value, checking all of it, and returns the `Double` nearest to it where it is a number; nil where it
    /// is of another kind.
    ///
    /// Throws `numberOutOfRange` from 1.8e308 on. Numbers of up to 19 digits that need no rounding are computed here
    /// (Clinger's fast path: the digits as an integer of at most 2⁵³, and a power of ten of at most 10²², are both
    /// exact, so one operation rounds once); the standard library reads the others, which copies them.
    package mutating func numberOrNil(in bytes: Span<UInt8>) throws(JSONError) -> Double? {
        guard try nextByte(in: bytes).beginsNumber else {
            try skipValue(in: bytes)
            return nil
        }
        let start = position
        if let exact = try decimal(in: bytes).exactDouble { return exact }
        guard let value = Double(String(utf8: bytes.extracting(start..<position))), value.isFinite else {
            throw .numberOutOfRange
        }
        return value
    }

    /// Moves past a whole number written without fraction and exponent.
    ///
    /// Throws `wrongKind` where it has one of these, `numberOutOfRange` where 64 bits cannot hold it.
    package mutating func integer(in bytes: Span<UInt8>) throws(JSONError) -> Int64 {
        try beginNumber(in: bytes)
        let number = try decimal(in: bytes)
        guard number.isInteger else { throw .wrongKind }
        guard !number.isLong, let value = number.exactInteger else { throw .numberOutOfRange }
        return value
    }

    mutating func skipNumber(in bytes: Span<UInt8>) throws(JSONError) {
        try beginNumber(in: bytes)
        _ = try decimal(in: bytes)
    }

    private mutating func beginNumber(in bytes: Span<UInt8>) throws(JSONError) {
        guard try nextByte(in: bytes).beginsNumber else { throw wrongKind(in: bytes) }
    }

    /// Reads `-`, whole part, fraction and exponent.
    @inline(__always)
    private mutating func decimal(in bytes: Span<UInt8>) throws(JSONError) -> Decimal {
        var decimal = Decimal()
        decimal.isNegative = skip(UInt8(ascii: "-"), in: bytes)
        if !skip(UInt8(ascii: "0"), in: bytes) { try digits(of: &decimal, in: bytes) }
        if skip(UInt8(ascii: "."), in: bytes) {
            decimal.isInteger = false
            let start = position
            try digits(of: &decimal, in: bytes)
            decimal.exponent = start - position
        }
        if skip(UInt8(ascii: "e"), in: bytes) || skip(UInt8(ascii: "E"), in: bytes) {
            decimal.isInteger = false
            var exponent = Decimal()
            exponent.isNegative = skip(UInt8(ascii: "-"), in: bytes)
            if !exponent.isNegative { _ = skip(UInt8(ascii: "+"), in: bytes) }
            try digits(of: &exponent, in: bytes)
            decimal.scale(by: exponent)
        }
        return decimal
    }

    @inline(__always)
    private mutating func digits(of decimal: inout Decimal, in bytes: Span<UInt8>) throws(JSONError) {
        var index = position
        while index < bytes.count, bytes[index].isDigit {
            decimal.append(bytes[index] &- UInt8(ascii: "0"))
            index += 1
        }
        defer { position = index }
        if index == position { throw index == bytes.count ? .truncated : .unexpectedByte }
    }

    @inline(__always)
    private mutating func skip(_ byte: UInt8, in bytes: Span<UInt8>) -> Bool {
        guard position < bytes.count, bytes[position] == byte else { return false }
        position += 1
        return true
    }
}

extension UInt8 {
    fileprivate var isDigit: Bool { self &- UInt8(ascii: "0") < 10 }

    fileprivate var beginsNumber: Bool { isDigit || self == UInt8(ascii: "-") }
}

/// A number as it is written: ± digits · 10^exponent, where it is not too long.
private struct Decimal {
    var isNegative = false
    var isInteger = true
    /// Whether there are more digits than `digits` holds, or an exponent past all sense.
    var isLong = false
    var digits: UInt64 = 0
    var exponent = 0

    @inline(__always)
    mutating func append(_ digit: UInt8) {
        // 19 digits of 9 fit; past this bound a digit could overflow.
        guard digits < 1_000_000_000_000_000_000 else {
            isLong = true
            return
        }
        digits = digits &* 10 &+ UInt64(digit)
    }

    mutating func scale(by power: Decimal) {
        // A Double's exponent has at most three digits; the numbers close to 0 and 1 that come with more are read
        // slowly.
        isLong = isLong || power.isLong || power.digits > 10_000
        exponent &+= (power.isNegative ? -1 : 1) &* Int(truncatingIfNeeded: power.digits)
    }

    /// The value, where it takes no more than one rounding to get it.
    var exactDouble: Double? {
        guard !isLong, digits <= 1 << 53, -22...22 ~= exponent else { return nil }
        let magnitude = Double(digits)
        let power = Self.powersOfTen[abs(exponent)]
        let value = exponent < 0 ? magnitude / power : magnitude * power
        return isNegative ? -value : value
    }

    var exactInteger: Int64? {
        guard isNegative else { return Int64(exactly: digits) }
        return digits <= Int64.min.magnitude ? 0 &- Int64(truncatingIfNeeded: digits) : nil
    }

    private static let powersOfTen: InlineArray<23, Double> = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11,
        1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    ]
}
