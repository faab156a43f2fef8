extension StaticString {
    /// The UTF-8 byte at `offset`, which must be below `utf8CodeUnitCount`.
    @inline(__always)
    func byte(at offset: Int) -> UInt8 {
        precondition(offset >= 0 && offset < utf8CodeUnitCount)
        // A literal's bytes live as long as the program, and the offset was checked.
        return unsafe utf8Start[offset]
    }
}
