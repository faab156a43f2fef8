/// What of an HTTP request the queues look at.
struct ServerRequest {
    /// `X-Amz-Target`: `AmazonSQS.ReceiveMessage`.
    var target: String?
    var authorization: String?
    var host: String
    var body: [UInt8] = []
}
