import AWS
import Ledger
import SQS

extension BatchFailure {
    /// The failure of an entry as that of a call, to be logged and backed off from alike.
    var asServiceError: ServiceError {
        ServiceError(class: isSenderFault ? .other : .server, code: code, message: message ?? "")
    }
}

extension LedgerError {
    /// A ledger that cannot decide is waited for as a service that is away is.
    var asServiceError: ServiceError {
        ServiceError(class: kind == .refused ? .configuration : .server, code: "Ledger", message: description)
    }
}
