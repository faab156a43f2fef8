/// One entry of a batch that failed although the call succeeded; a value to act on, not an error.
package struct BatchFailure: Equatable, Sendable {
    /// The entry's place in the batch, from 0.
    package var index: Int
    /// The error's code without namespace, `ReceiptHandleIsInvalid`; at most 200 characters of it.
    package var code: String
    /// The service's words on one line, where it gave any; at most 200 characters of them.
    package var message: String?
    /// Whether the request was at fault; false means that the same entry may succeed later.
    package var isSenderFault: Bool

    /// A failure of the entry at `index`.
    package init(index: Int, code: String, message: String? = nil, isSenderFault: Bool) {
        self.index = index
        self.code = code
        self.message = message
        self.isSenderFault = isSenderFault
    }
}
