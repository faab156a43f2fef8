import JSON

/// The operations on offer and the ones AWS has beyond them.
enum Operations {
    static let prefix = "AmazonSQS."

    private static let offered: [String: any Operation.Type] = byTarget([
        ChangeMessageVisibility.self, ChangeMessageVisibilityBatch.self, CreateQueue.self, DeleteMessage.self,
        DeleteMessageBatch.self, DeleteQueue.self, GetQueueAttributes.self, GetQueueUrl.self,
        ListDeadLetterSourceQueues.self, ListQueues.self, PurgeQueue.self, ReceiveMessage.self, SendMessage.self,
        SendMessageBatch.self, SetQueueAttributes.self,
    ])

    private static let missing: Set = [
        "AddPermission", "CancelMessageMoveTask", "ListMessageMoveTasks", "ListQueueTags", "RemovePermission",
        "StartMessageMoveTask", "TagQueue", "UntagQueue",
    ]

    /// Reads a request by its `X-Amz-Target`: `AmazonSQS.ReceiveMessage`.
    static func read(_ target: String, body: [UInt8]) throws(SQSError) -> any Operation {
        guard let operation = offered[target] else {
            let name = String(target.dropFirst(prefix.count))
            throw missing.contains(name) ? .unsupportedOperation(name) : .unknownOperation(target)
        }
        do throws(JSONError) {
            return try read(operation, body.span)
        } catch {
            throw .unreadable
        }
    }

    private static func read(
        _ operation: any Operation.Type,
        _ bytes: Span<UInt8>
    ) throws(JSONError) -> any Operation {
        var scanner = JSONScanner()
        let request = try operation.init(&scanner, in: bytes)
        try scanner.end(in: bytes)
        return request
    }

    private static func byTarget(_ operations: [any Operation.Type]) -> [String: any Operation.Type] {
        Dictionary(uniqueKeysWithValues: operations.map { (prefix + $0.name.rawValue, $0) })
    }
}
