/// Why a ledger could not decide; nothing was counted, as far as is known.
package struct LedgerError: Error, Equatable, Sendable {
    /// The store's words, without secrets.
    package var message: String

    /// An error in the store's words, which are logged: leave secrets out.
    package init(message: String) {
        self.message = message
    }
}
