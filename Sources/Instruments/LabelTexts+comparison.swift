extension LabelTexts {
    /// Whether a series has the values of this set, byte for byte.
    @inlinable
    func hasValues(of labels: some LabelSet, at row: Int) -> Bool {
        if hasEscapes {
            return values(of: row).elementsEqual(labels.values) { $0.utf8.elementsEqual($1.utf8) }
        }
        let range = range(of: row)
        var place = range.lowerBound
        var label = 0
        var isEqual = true
        labels.forEachValue { value in
            let start = place + gaps[label]
            isEqual = isEqual && stands(value, at: start)
            place = start + value.utf8.count + 1
            label += 1
        }
        return isEqual && place == range.upperBound
    }

    /// Whether a value stands here between two quotes, where no text has a backslash.
    ///
    /// Such a text has two quotes for each value and no others, so a value that would have to be escaped is found in
    /// none.
    @usableFromInline
    func stands(_ value: String, at start: Int) -> Bool {
        let end = start + value.utf8.count
        let quote = UInt8(ascii: "\"")
        guard end < bytes.count, bytes[start - 1] == quote, bytes[end] == quote else { return false }
        return unsafe value.utf8.withContiguousStorageIfAvailable { value in
            unsafe bytes.withUnsafeBytes { bytes in
                unsafe UnsafeRawBufferPointer(value).isEqual(to: UnsafeRawBufferPointer(rebasing: bytes[start..<end]))
            }
        } ?? false
    }
}

extension UnsafeRawBufferPointer {
    // By words: labels are short, and a call of memcmp takes longer.
    fileprivate func isEqual(to other: Self) -> Bool {
        var index = 0
        while index &+ 8 <= count {
            guard unsafe isEqual(to: other, at: index, as: UInt64.self) else { return false }
            index &+= 8
        }
        if index &+ 4 <= count {
            guard unsafe isEqual(to: other, at: index, as: UInt32.self) else { return false }
            index &+= 4
        }
        while index < count {
            guard unsafe self[index] == other[index] else { return false }
            index &+= 1
        }
        return true
    }

    private func isEqual<Word: FixedWidthInteger>(to other: Self, at index: Int, as: Word.Type) -> Bool {
        unsafe loadUnaligned(fromByteOffset: index, as: Word.self)
            == other.loadUnaligned(fromByteOffset: index, as: Word.self)
    }
}
