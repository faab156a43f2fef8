extension Fault {
    /// What goes wrong.
    package enum Kind: Sendable, Equatable {
        // With a request, before or after the operation.

        /// Another answer, of any status.
        case answer(status: Int, AnswerBody, retryAfterMilliseconds: Int? = nil)
        /// `ThrottlingException` with status 400, `RequestThrottled` with 403.
        case throttle(status: Int = 400, retryAfterMilliseconds: Int? = nil)
        case accessDenied
        case expiredToken
        /// One of ``kmsCodes``.
        case kms(code: String = "KmsAccessDenied")
        /// The answer that the queue does not exist, though it does.
        case missingQueue
        case overLimit
        /// The connection is reset before the first byte of an answer.
        case reset
        /// 200 without a body.
        case empty
        /// Before: the operation waits so long; after: its answer does.
        case hold(seconds: Double)

        // With the answer to a request.

        /// The connection is reset in the middle of the body.
        case cut
        /// 200 with half the body, whole in the eyes of HTTP.
        case truncated
        /// The answer comes so many bytes at a time.
        case slow(bytes: Int, everyMilliseconds: Int)

        // With a message, an entry of a batch or a receipt handle.

        /// A message comes with an MD5 that is not its body's; the answer to a send has one that is not the message's.
        case wrongMD5
        /// A receive hands its first message out twice, under two receipt handles; each has to be deleted.
        case duplicate
        /// A message that is received for the first time is left behind for another receive as well.
        case deliverTwice
        /// A delivery cannot be deleted, however often it is tried, until the message is received anew.
        case undeletable
        /// A message that was deleted comes back when its visibility timeout ends.
        case redeliverDeleted
        /// An entry of a batch fails: `InvalidParameterValue` is the sender's fault, `InternalError` is not.
        case failEntry(senderFault: Bool)
        /// A good receipt handle is invalid.
        case invalidHandle
    }

    /// What stands in an ``Kind/answer(status:_:retryAfterMilliseconds:)``.
    package enum AnswerBody: Sendable, Equatable {
        /// A page, as a load balancer in front of a service sends it.
        case html
        /// An error of this code in the service's own JSON.
        case error(String)
    }

    /// What SQS says when a key of KMS stands in its way.
    package static let kmsCodes = [
        "KmsAccessDenied", "KmsDisabled", "KmsInvalidKeyUsage", "KmsInvalidState", "KmsNotFound", "KmsOptInRequired",
        "KmsThrottled",
    ]
}
