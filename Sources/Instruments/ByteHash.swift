/// A hash of a text's bytes with a key of its own, in a quarter of the time that `Hasher` takes.
///
/// Labels are chosen by others, who must not be able to choose many that meet in one place of a table: the key is
/// random and nobody sees a hash.
@usableFromInline
package struct ByteHash: Sendable {
    private let seed = UInt64.random(in: .min ... .max)
    private let key = UInt64.random(in: .min ... .max) | 1

    /// A hash that differs from every other.
    package init() {}

    /// The hash of the text in UTF-8; two spellings of one accented letter differ, though `String` finds them equal.
    @usableFromInline
    package func callAsFunction(_ text: String) -> Int {
        // Every text of Swift's own is contiguous; there are others only beside Objective-C.
        unsafe text.utf8.withContiguousStorageIfAvailable { unsafe hash(of: UnsafeRawBufferPointer($0)) } ?? 0
    }

    // The pointer does not leave it.
    private func hash(of bytes: UnsafeRawBufferPointer) -> Int {
        var hash = seed ^ UInt64(bytes.count)
        var index = 0
        while index + 8 <= bytes.count {
            hash = mixed(hash ^ (unsafe bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)))
            index += 8
        }
        var rest: UInt64 = 0
        if index + 4 <= bytes.count {
            rest = UInt64(unsafe bytes.loadUnaligned(fromByteOffset: index, as: UInt32.self))
            index += 4
        }
        while index < bytes.count {
            rest = unsafe rest << 8 | UInt64(bytes[index])
            index += 1
        }
        return Int(truncatingIfNeeded: mixed(hash ^ rest))
    }

    // Both halves of the product: the low bits of the lower say nothing of the high bits of the word.
    private func mixed(_ word: UInt64) -> UInt64 {
        let product = word.multipliedFullWidth(by: key)
        return product.high ^ product.low
    }
}
