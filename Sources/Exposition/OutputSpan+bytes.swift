extension OutputSpan<UInt8> {
    /// Appends bytes, for which there must be room.
    mutating func append(copying bytes: Span<UInt8>) {
        precondition(bytes.count <= freeCapacity, "a piece has room for what its bound promised")
        unsafe withUnsafeMutableBufferPointer { buffer, count in
            unsafe bytes.withUnsafeBufferPointer { source in
                guard let start = source.baseAddress, let end = buffer.baseAddress else { return }
                unsafe (end + count).initialize(from: start, count: source.count)
            }
            count += bytes.count
        }
    }

    /// Appends a number as it stands everywhere but in `le`: a short text that reads back as the same bits.
    mutating func append(number: Double) {
        if number.magnitude < 1e15, number == number.rounded(.towardZero), number.sign == .plus || number < 0 {
            if number < 0 { append(UInt8(ascii: "-")) }
            append(digitsOf: UInt64(number.magnitude))
        } else if number.isFinite {
            append(copying: number.description.utf8Span.span)
        } else {
            append(copying: (number.isNaN ? "NaN" : number < 0 ? "-Inf" : "+Inf").utf8Span.span)
        }
    }

    /// Appends a whole number in decimal.
    mutating func append(digitsOf number: UInt64) {
        var digits = InlineArray<20, UInt8>(repeating: 0)
        var start = 20
        var rest = number
        repeat {
            start -= 1
            let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
            digits[start] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: digit)
            rest = quotient
        } while rest > 0
        append(copying: digits.span.extracting(start...))
    }

    /// The most bytes that a number takes.
    static var numberBound: Int { 24 }
}
