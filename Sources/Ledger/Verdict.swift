/// What a ledger says of an entry.
package enum Verdict: Equatable, Sendable {
    /// The message had not been recorded before; it is now.
    case recorded
    /// The message had been recorded already, so it adds nothing.
    case duplicate
}
