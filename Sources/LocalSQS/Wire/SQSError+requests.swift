/// What can be wrong with any request.
extension SQSError {
    static func invalidParameter(_ message: String) -> SQSError {
        common("InvalidParameterValue", message)
    }

    static func outOfRange(_ name: String, _ value: Int, _ range: ClosedRange<Int>) -> SQSError {
        invalidParameter(
            "Value \(value) for parameter \(name) is invalid. "
                + "Reason: Must be between \(range.lowerBound) and \(range.upperBound), if provided."
        )
    }

    static func missingParameter(_ name: String) -> SQSError {
        SQSError(
            type: "com.amazon.coral.service#MissingRequiredParameterException",
            code: "MissingParameter",
            message: "The request must contain the parameter \(name).",
            status: 400
        )
    }

    static let unreadable = common("Serialization", "The request body is not the JSON this operation takes.")

    static let missingAuthenticationToken = common(
        "MissingAuthenticationToken",
        status: 403,
        "Request is missing Authentication Token"
    )

    static let malformedRequest = common("MalformedHttpRequest", "The request is not HTTP/1.1.")

    static let requestTooLarge = common("RequestEntityTooLarge", status: 413, "The request body is too large.")

    static let noSuchResource = common(
        "UnknownOperation",
        status: 404,
        "Operations are sent by POST with X-Amz-Target; GET / tells the server's health."
    )

    static func unknownOperation(_ target: String) -> SQSError {
        common("UnknownOperation", "Unknown operation \(target).")
    }

    static func unsupportedOperation(_ name: String) -> SQSError {
        modelled(
            "UnsupportedOperation",
            code: "AWS.SimpleQueueService.UnsupportedOperation",
            "LocalSQS does not offer \(name)."
        )
    }
}
