/// What only a fault makes a local queue say.
extension SQSError {
    static let throttling = common("Throttling", "Rate exceeded")

    static let requestThrottled = modelled("RequestThrottled", status: 403, "Request is throttled.")

    static let accessDenied = common(
        "AccessDenied",
        status: 403,
        "User is not authorized to perform this operation on this resource."
    )

    static let expiredToken = common(
        "ExpiredToken",
        status: 403,
        "The security token included in the request is expired"
    )

    static func kms(_ code: String) -> SQSError {
        modelled(code, code: code.replacing("Kms", with: "KMS.") + "Exception", "KMS refused the key of this queue.")
    }

    static func injected(_ code: String, status: Int) -> SQSError {
        SQSError(
            type: "com.amazon.coral.service#\(code)",
            code: code,
            message: "The fault \(code) was asked for.",
            status: status
        )
    }

    static func outsideClock(_ date: String, _ refusal: ClockSkew.Refusal) -> SQSError {
        switch refusal {
        case .invalidSignature:
            common("InvalidSignature", status: 403, "Signature expired or not yet current: \(date)")
        case .requestTimeTooSkewed:
            SQSError(
                type: "com.amazon.coral.service#RequestTimeTooSkewed",
                code: "RequestTimeTooSkewed",
                message: "The difference between the request time and the current time is too large: \(date)",
                status: 403
            )
        }
    }

    /// What becomes of a delivery that cannot be deleted.
    static let deleteFailed = common("InternalError", status: 500, "The message could not be deleted; try again.")

    /// What an entry comes to that a fault fails.
    static func injected(_ fault: Fault) -> SQSError {
        fault.kind == .failEntry(senderFault: true)
            ? invalidParameter("The entry was failed on purpose.")
            : common("InternalError", status: 500, "The entry was failed on purpose; try again.")
    }
}
