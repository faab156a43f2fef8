/// Why a ledger could not decide, or could not be opened; nothing was counted, as far as is known.
package struct LedgerError: Error, Equatable, Sendable, CustomStringConvertible {
    /// What can be done about it.
    package enum Kind: Equatable, Sendable {
        /// Waiting may help: the store is away, full or slow.
        case unavailable
        /// Only a person can help: the store is another's, newer, damaged, or refuses these credentials.
        case refused
    }

    /// What can be done about it.
    package var kind: Kind
    /// The store's words and the cure, without secrets.
    package var message: String

    /// An error in the store's words, which are logged: leave secrets out.
    package init(_ kind: Kind, _ message: String) {
        self.kind = kind
        self.message = message
    }

    /// The message, on one line.
    package var description: String { message.split(whereSeparator: \.isNewline).joined(separator: " ") }
}
