extension [UInt8] {
    /// Appends a number as it stands everywhere but in `le`: a short text that reads back as the same bits.
    mutating func append(number: Double) {
        if number.magnitude < 1e15, number == number.rounded(.towardZero), number.sign == .plus || number < 0 {
            if number < 0 {
                append(UInt8(ascii: "-"))
            }
            append(digitsOf: UInt64(number.magnitude))
        } else if number.isFinite {
            append(contentsOf: number.description.utf8)
        } else {
            append(contentsOf: (number.isNaN ? "NaN" : number < 0 ? "-Inf" : "+Inf").utf8)
        }
    }

    /// Appends a whole number in decimal.
    mutating func append(digitsOf number: UInt64) {
        if number >= 10 {
            append(digitsOf: number / 10)
        }
        append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number % 10))
    }
}
