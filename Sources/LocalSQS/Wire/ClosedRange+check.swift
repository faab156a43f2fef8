extension ClosedRange<Int> {
    /// Throws when a parameter is given and lies outside.
    func check(_ value: Int?, _ name: String) throws(SQSError) {
        guard let value, !contains(value) else { return }
        throw .outOfRange(name, value, self)
    }
}
