package import AWS
import JSON

/// One queue of Amazon SQS, with what is known of it: its name, and the QueueUrl it goes by.
package struct SQSQueue: MessageQueue {
    /// The last part of its ARN, `.fifo` included; also the `queue` label.
    package let name: String
    /// As SQS gave it; sent back in every request and never connected to.
    package let url: String
    private let client: SQSClient
    /// What every ReceiveMessage of this queue begins with.
    private let receiveInput: JSONWriter
    /// What every batch of this queue begins with, up to its first entry.
    private let batchInput: JSONWriter

    /// Binds a queue whose URL is known; ``SQSClient/queue(named:)`` asks for it.
    package init(client: SQSClient, name: QueueName, url: String) {
        self.name = name.text
        self.url = url
        self.client = client
        receiveInput = .receiveMessage(queueURL: url)
        batchInput = .batch(queueURL: url)
    }

    /// ReceiveMessage; a long poll has 10 s more than it waits, and 15 s at least.
    ///
    /// An answer that is cut short is an error of class `network`: its messages are hidden until their time is over.
    package func receive(
        maximum: Int,
        waitSeconds: Int,
        visibilityTimeout: Int
    ) async throws(ServiceError) -> [Message] {
        var input = receiveInput
        input.key("MaxNumberOfMessages")
        input.integer(maximum)
        input.key("WaitTimeSeconds")
        input.integer(waitSeconds)
        input.key("VisibilityTimeout")
        input.integer(visibilityTimeout)
        input.endObject()
        return try await client.send(
            "ReceiveMessage",
            input,
            timeout: .seconds(max(waitSeconds + 10, 15)),
            // Ten messages of 1 MiB, which escapes can make six times as long.
            maximumAnswerBytes: 64 << 20,
            isLongPoll: true
        ) { bytes throws(AnswerError) in try ReceiveMessageAnswer(bytes).messages }
    }

    /// DeleteMessageBatch; an empty batch is not sent.
    package func delete(_ receiptHandles: [ArraySlice<UInt8>]) async throws(ServiceError) -> [BatchFailure] {
        try await sendBatch("DeleteMessageBatch", of: receiptHandles) { entry, handle in
            entry.key("ReceiptHandle")
            entry.string(handle)
        }
    }

    /// ChangeMessageVisibilityBatch; an empty batch is not sent.
    package func changeVisibility(
        of receiptHandles: [ArraySlice<UInt8>],
        toSeconds seconds: Int
    ) async throws(ServiceError) -> [BatchFailure] {
        try await sendBatch("ChangeMessageVisibilityBatch", of: receiptHandles) { entry, handle in
            entry.key("ReceiptHandle")
            entry.string(handle)
            entry.key("VisibilityTimeout")
            entry.integer(seconds)
        }
    }

    /// SendMessageBatch; an empty batch is not sent.
    ///
    /// One whose answer is lost is sent again, as AWS's SDKs do, and then its messages may be in the queue twice, under
    /// ids of their own.
    package func send(_ messages: [OutgoingMessage]) async throws(ServiceError) -> [BatchFailure] {
        try await sendBatch("SendMessageBatch", of: messages) { entry, message in entry.members(of: message) }
    }

    /// GetQueueAttributes, all of them: asking for one that a queue's kind does not have is an error.
    ///
    /// Has 2 attempts: whoever reads them on a timer has the next reading for a third.
    package func attributes() async throws(ServiceError) -> QueueAttributes {
        var input = JSONWriter(queueURL: url)
        input.key("AttributeNames")
        input.beginArray()
        input.string("All")
        input.endArray()
        input.endObject()
        return try await client.send(
            "GetQueueAttributes",
            input,
            timeout: .seconds(5),
            attempts: 2,
            answer: GetQueueAttributesAnswer.self
        ).queueAttributes
    }

    /// SetQueueAttributes; takes up to 60 s to hold everywhere, the retention period up to 15 minutes.
    package func setAttributes(_ attributes: [String: String]) async throws(ServiceError) {
        var input = JSONWriter(queueURL: url)
        input.attributes(attributes)
        input.endObject()
        try await client.send("SetQueueAttributes", input) { _ in }
    }

    /// PurgeQueue: deletes every message, in flight or not; takes up to 60 s, in which new ones may be lost too.
    package func purge() async throws(ServiceError) {
        var input = JSONWriter(queueURL: url)
        input.endObject()
        try await client.send("PurgeQueue", input) { _ in }
    }

    /// An entry with a receipt handle of SQS's.
    private static let usualEntryBytes = 256

    /// Sends one batch whose entries are numbered by their place.
    ///
    /// Message ids would not do: a batch may hold two deliveries of one message, and equal ids fail all of it.
    private func sendBatch<Entry>(
        _ operation: String,
        of entries: [Entry],
        members: (inout JSONWriter, Entry) -> Void
    ) async throws(ServiceError) -> [BatchFailure] {
        guard !entries.isEmpty else { return [] }
        var input = batchInput
        input.reserve(entries.count * Self.usualEntryBytes)
        for place in entries.indices {
            input.beginObject()
            input.key("Id")
            input.string(String(place))
            members(&input, entries[place])
            input.endObject()
        }
        input.endArray()
        input.endObject()
        return try await client.send(operation, input) { bytes throws(AnswerError) in
            try BatchAnswer(bytes, entries: entries.count).failures
        }
    }
}
