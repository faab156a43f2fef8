extension String {
    /// A text of its own of these bytes; what is not UTF-8 in them becomes U+FFFD.
    package init(utf8: Span<UInt8>) {
        // The pointer does not leave the closure; what it points at is checked to be UTF-8.
        self = unsafe utf8.withUnsafeBufferPointer { bytes in unsafe String(decoding: bytes, as: UTF8.self) }
    }
}
