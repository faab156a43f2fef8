extension [UInt8] {
    /// Appends a number, most significant byte first: what Lua's `struct` reads after `>`.
    mutating func append(bigEndian number: some FixedWidthInteger) {
        unsafe Swift.withUnsafeBytes(of: number.bigEndian) { unsafe append(contentsOf: $0) }
    }

    /// Appends the eight bytes of a double, most significant first: bit-exact, unlike its decimals.
    mutating func append(bigEndian number: Double) {
        append(bigEndian: number.bitPattern)
    }

    /// Doubles, one after another.
    init(bigEndian numbers: [Double]) {
        self = numbers.reduce(into: []) { $0.append(bigEndian: $1) }
    }

    /// The double that ``append(bigEndian:)`` has written.
    func double(at start: Int) -> Double {
        Double(bitPattern: self[start..<start + 8].reduce(0) { $0 << 8 | UInt64($1) })
    }
}
