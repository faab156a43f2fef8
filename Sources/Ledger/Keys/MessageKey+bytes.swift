/// The 16 bytes of a key, in the order in which a UUID is written.
extension MessageKey {
    static let byteCount = 16

    func append(to bytes: inout [UInt8]) {
        unsafe withUnsafeBytes(of: (high.bigEndian, low.bigEndian)) { unsafe bytes.append(contentsOf: $0) }
    }

    var bytes: [UInt8] {
        var bytes: [UInt8] = []
        append(to: &bytes)
        return bytes
    }

    /// The keys that stand one after another; nil where the last one is cut off.
    static func all(in bytes: [UInt8]) -> [MessageKey]? {
        guard bytes.count.isMultiple(of: byteCount) else { return nil }
        return unsafe bytes.withUnsafeBytes { bytes in
            stride(from: 0, to: bytes.count, by: byteCount).map { place in
                let words = unsafe bytes.loadUnaligned(fromByteOffset: place, as: (UInt64, UInt64).self)
                return MessageKey(high: UInt64(bigEndian: words.0), low: UInt64(bigEndian: words.1))
            }
        }
    }
}
