extension Span<UInt8> {
    /// The whole number that 1–18 decimal digits are; nil where it is written in another way.
    var wholeNumber: Int64? {
        guard 1...18 ~= count else { return nil }
        var number: Int64 = 0
        for index in indices {
            let digit = self[index] &- UInt8(ascii: "0")
            guard digit < 10 else { return nil }
            number = number &* 10 &+ Int64(digit)
        }
        return number
    }
}
