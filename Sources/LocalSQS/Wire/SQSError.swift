/// Why a request was refused, in SQS's words: a shape for JSON clients, a code for those that grew up with the query
/// API.
///
///     HTTP/1.1 400 Bad Request
///     x-amzn-query-error: AWS.SimpleQueueService.NonExistentQueue;Sender
///
///     {"__type":"com.amazonaws.sqs#QueueDoesNotExist","message":"The specified queue does not exist."}
struct SQSError: Error, Equatable {
    /// The error's shape with its namespace: `com.amazonaws.sqs#QueueDoesNotExist`.
    let type: String
    /// Its code in the query API: `AWS.SimpleQueueService.NonExistentQueue`.
    let code: String
    let message: String
    let status: Int

    /// Whether sending the same once more is of no use.
    var isSenderFault: Bool { status < 500 }

    /// An error that the model of SQS defines.
    static func modelled(_ shape: String, code: String? = nil, status: Int = 400, _ message: String) -> SQSError {
        SQSError(type: "com.amazonaws.sqs#\(shape)", code: code ?? shape, message: message, status: status)
    }

    /// An error of the framework in front of AWS's services; its shape is the code and `Exception`.
    static func common(_ code: String, status: Int = 400, _ message: String) -> SQSError {
        SQSError(
            type: "com.amazon.coral.service#\(code)Exception",
            code: code,
            message: message,
            status: status
        )
    }
}
