/// A call to an AWS service that brought no result.
package struct ServiceError: Error, Equatable, Sendable {
    /// What kind of failure it is, and so how long to wait; also the `class` label of `sqs_api_errors_total`.
    package enum Class: String, CaseIterable, Sendable {
        /// The service asks for fewer requests.
        case throttle
        /// Credentials are missing, wrong, expired, or may not do this (KMS keys included).
        case auth
        /// The queue does not exist, or not at this endpoint.
        case missingQueue = "missing_queue"
        /// No answer: connection, TLS, time-out, or an answer cut short.
        case network
        /// HTTP 5xx or the service's own words for it.
        case server
        /// A setting of ours is wrong: the endpoint, the region, a certificate file.
        case configuration
        /// The request was refused for a reason of its own.
        case other
        /// The task was cancelled; never counted as a failure.
        case cancelled
    }

    /// What kind of failure it is; everything else is for people to read.
    package var `class`: Class
    /// The error's code without namespace, `QueueDoesNotExist`; the HTTP status or libcurl's code where there is none.
    package var code: String
    /// The service's or libcurl's words; holds no secret.
    package var message: String
    /// The HTTP status, when an answer arrived.
    package var status: Int?
    /// How long the service asks to wait (`x-amz-retry-after`, milliseconds on the wire).
    package var retryAfter: Duration?

    /// A failure in the service's words, without a secret in them.
    package init(class: Class, code: String, message: String, status: Int? = nil, retryAfter: Duration? = nil) {
        self.class = `class`
        self.code = code
        self.message = message
        self.status = status
        self.retryAfter = retryAfter
    }
}

extension ServiceError: CustomStringConvertible {
    /// The message on one line and the code: `The specified queue does not exist. (QueueDoesNotExist)`.
    ///
    /// The code alone where the service gave no words.
    package var description: String {
        let line = message.split(whereSeparator: \.isNewline).joined(separator: " ")
        return line.isEmpty ? code : "\(line) (\(code))"
    }
}
