/// Whole numbers in as few bytes as they need: seven bits a byte, the lowest first, the top bit set on all but the
/// last.
///
///     0 … 127  1 byte      128 … 16383  2 bytes      300 = AC 02
enum Varint {
    static func append(_ number: UInt64, to bytes: inout [UInt8]) {
        var rest = number
        while rest > 0x7F {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    /// Hands out one number after another; false where the last one is cut off or too long.
    static func read(_ bytes: some Sequence<UInt8>, _ body: (UInt64) -> Void) -> Bool {
        var (number, shift) = (UInt64(0), UInt64(0))
        for byte in bytes {
            guard shift < 64 else { return false }
            number |= UInt64(byte & 0x7F) << shift
            shift += 7
            guard byte < 0x80 else { continue }
            body(number)
            (number, shift) = (0, 0)
        }
        return shift == 0
    }
}
