/// Bytes that stay where they are while libcurl reads them; kept and written over from one transfer to the next.
@safe struct ByteStore: ~Copyable {
    private var bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: leastBytes, alignment: 16)

    deinit { unsafe bytes.deallocate() }

    var start: UnsafeMutableRawPointer {
        guard let start = unsafe bytes.baseAddress else { preconditionFailure("a store is never empty") }
        return unsafe start
    }

    /// Makes room for `count` bytes, after which older pointers into the store and what they held are gone.
    ///
    /// A store that grew for one large body gives its memory back with the next small one.
    mutating func reserve(_ count: Int) {
        let room = unsafe bytes.count
        let isTooSmall = count > room
        let isTooLarge = room > Self.keptBytes && count <= Self.keptBytes
        guard isTooSmall || isTooLarge else { return }
        unsafe bytes.deallocate()
        unsafe bytes = .allocate(byteCount: max(count, Self.leastBytes), alignment: 16)
    }

    private static let leastBytes = 1024
    private static let keptBytes = 1 << 18
}
