package import AWS

/// A queue as the pipeline sees it: messages in, receipts out.
///
/// ``SQSQueue`` in the program, a script in unit tests.
package protocol MessageQueue: Sendable {
    /// The queue's name, the `queue` label; never its URL.
    var name: String { get }

    /// Waits up to `waitSeconds` (0–20) for up to `maximum` (1–10) messages, and hides them for `visibilityTimeout`
    /// seconds.
    ///
    /// An empty queue is an empty array.
    func receive(maximum: Int, waitSeconds: Int, visibilityTimeout: Int) async throws(ServiceError) -> [Message]

    /// Deletes up to 10 deliveries by their receipt handles; returns those that failed.
    func delete(_ receiptHandles: [ArraySlice<UInt8>]) async throws(ServiceError) -> [BatchFailure]

    /// Hides up to 10 deliveries for so many seconds from now (0–43,200); returns those that failed.
    func changeVisibility(
        of receiptHandles: [ArraySlice<UInt8>],
        toSeconds seconds: Int
    ) async throws(ServiceError) -> [BatchFailure]

    /// Sends up to 10 messages of together at most 1 MiB; returns those that failed.
    func send(_ messages: [OutgoingMessage]) async throws(ServiceError) -> [BatchFailure]

    /// Reads all attributes.
    func attributes() async throws(ServiceError) -> QueueAttributes
}
