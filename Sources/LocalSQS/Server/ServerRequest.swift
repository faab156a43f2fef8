/// What of an HTTP request the queues look at.
struct ServerRequest {
    /// `X-Amz-Target`: `AmazonSQS.ReceiveMessage`.
    var target: String?
    var authorization: String?
    /// `X-Amz-Date`, where the server's clock is wrong and refuses others.
    var signedAt: String?
    var host: String
    var body: [UInt8] = []
}
