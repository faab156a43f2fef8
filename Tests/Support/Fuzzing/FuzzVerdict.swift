/// What came of one input.
package enum FuzzVerdict: Sendable {
    /// Taken, and what was made of it is in order.
    case accepted
    /// Refused, and the refusal is in order.
    case refused
    /// Something that must never be, in words.
    case wrong(String)
}
