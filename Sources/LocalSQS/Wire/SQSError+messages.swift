/// What can be wrong with a message, a batch of them or a receipt handle.
extension SQSError {
    static let receiptHandleIsInvalid = modelled(
        "ReceiptHandleIsInvalid",
        "The input receipt handle is not a valid receipt handle."
    )

    static let messageNotAvailable = invalidParameter(
        "Value for parameter ReceiptHandle is invalid. "
            + "Reason: Message does not exist or is not available for visibility timeout change."
    )

    static let messageNotInFlight = modelled(
        "MessageNotInflight",
        code: "AWS.SimpleQueueService.MessageNotInflight",
        "The specified message isn't in flight."
    )

    static func visibilityBeyondLimit(_ seconds: Int) -> SQSError {
        invalidParameter(
            "Value \(seconds) for parameter VisibilityTimeout is invalid. Reason: Total VisibilityTimeout for the message "
                + "is beyond the limit [\(Limits.visibilityTimeout.upperBound) seconds]"
        )
    }

    static let overLimit = modelled(
        "OverLimit",
        status: 403,
        "Too many messages in flight: the maximum is \(Queue.maximumInFlight)."
    )

    static let invalidMessageContents = modelled(
        "InvalidMessageContents",
        "Invalid characters found: only #x9, #xA, #xD, #x20 to #xD7FF, #xE000 to #xFFFD and #x10000 to #x10FFFF are allowed."
    )

    static func messageTooLong(_ limit: Int) -> SQSError {
        invalidParameter("One or more parameters are invalid. Reason: Message must be shorter than \(limit) bytes.")
    }

    static func invalidAttribute(_ what: String) -> SQSError {
        invalidParameter("The message attribute \(what)")
    }

    static func tooManyAttributes(_ count: Int) -> SQSError {
        invalidParameter(
            "Number of message attributes [\(count)] exceeds the allowed maximum [\(Limits.attributesPerMessage)]."
        )
    }

    static func unknownSystemAttribute(_ name: String) -> SQSError {
        invalidParameter("Message system attribute name '\(name)' is invalid.")
    }

    static func emptyBatch(_ entry: String) -> SQSError {
        batch("EmptyBatchRequest", "There should be at least one \(entry) in the request.")
    }

    static func tooManyEntries(_ count: Int) -> SQSError {
        batch(
            "TooManyEntriesInBatchRequest",
            "Maximum number of entries per request are \(Limits.batchEntries). You have sent \(count)."
        )
    }

    static let invalidBatchEntryID = batch(
        "InvalidBatchEntryId",
        "A batch entry id can only contain alphanumeric characters, hyphens and underscores. "
            + "It can be at most \(Limits.nameLength) letters long."
    )

    static func batchEntryIDsNotDistinct(_ id: String) -> SQSError {
        batch("BatchEntryIdsNotDistinct", "Id \(id) repeated.")
    }

    static func batchTooLong(_ bytes: Int) -> SQSError {
        batch(
            "BatchRequestTooLong",
            "Batch requests cannot be longer than \(Limits.payloadBytes) bytes. You have sent \(bytes) bytes."
        )
    }

    private static func batch(_ shape: String, _ message: String) -> SQSError {
        modelled(shape, code: "AWS.SimpleQueueService.\(shape)", message)
    }
}
