extension [ArraySlice<UInt8>] {
    /// The same receipt handles in an array of their own, so that the answer they came in can go, bodies and all.
    ///
    /// One array for all: one for each would cost a receive ten times as much.
    var detached: [ArraySlice<UInt8>] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(reduce(0) { $0 + $1.count })
        for handle in self { bytes += handle }
        var start = 0
        return map { handle in
            defer { start += handle.count }
            return bytes[start..<start + handle.count]
        }
    }
}
