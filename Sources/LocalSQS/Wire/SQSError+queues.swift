/// What can be wrong with a queue or its attributes.
extension SQSError {
    static let queueDoesNotExist = modelled(
        "QueueDoesNotExist",
        code: "AWS.SimpleQueueService.NonExistentQueue",
        "The specified queue does not exist."
    )

    static func queueNameExists(_ attribute: String) -> SQSError {
        modelled(
            "QueueNameExists",
            code: "QueueAlreadyExists",
            "A queue already exists with the same name and a different value for attribute \(attribute)"
        )
    }

    static let invalidQueueName = invalidParameter(
        "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length"
    )

    static let fifoUnsupported = modelled(
        "UnsupportedOperation",
        code: "AWS.SimpleQueueService.UnsupportedOperation",
        "LocalSQS has standard queues only; FIFO queues are not supported."
    )

    static func invalidAddress(_ url: String) -> SQSError {
        modelled("InvalidAddress", status: 404, "The address \(url) is not valid for this endpoint.")
    }

    static func unknownAttribute(_ name: String) -> SQSError {
        modelled("InvalidAttributeName", "Unknown Attribute \(name).")
    }

    static func invalidAttributeValue(_ name: String) -> SQSError {
        modelled("InvalidAttributeValue", "Invalid value for the parameter \(name).")
    }

    static func invalidRedrivePolicy(_ value: String, reason: String = "Redrive policy is malformed.") -> SQSError {
        invalidParameter("Value \(value) for parameter RedrivePolicy is invalid. Reason: \(reason)")
    }

    static func purgeInProgress(_ name: String) -> SQSError {
        modelled(
            "PurgeQueueInProgress",
            code: "AWS.SimpleQueueService.PurgeQueueInProgress",
            status: 403,
            "Only one PurgeQueue operation on \(name) is allowed every \(Limits.secondsBetweenPurges) seconds."
        )
    }
}
