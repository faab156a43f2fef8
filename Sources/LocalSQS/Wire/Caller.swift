/// Who asks, when, and by which name they know the server.
struct Caller {
    /// The request's `Host`, from which queue URLs are made.
    let host: String
    /// The request's `Authorization`; it is read, never verified.
    let authorization: String
    /// When the request arrived: earlier than `now` for a long poll that has waited.
    let arrivedAt: Milliseconds
    var now: Milliseconds

    /// The region that the request was signed for, from its credential scope.
    ///
    ///     AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20201006/eu-west-1/sqs/aws4_request, SignedHeaders=…
    var region: String {
        let scope = authorization.split(separator: "Credential=").last?.split(separator: ",").first ?? ""
        let parts = scope.split(separator: "/", omittingEmptySubsequences: false)
        return parts.count == 5 ? String(parts[2]) : "us-east-1"
    }

    /// `http://localhost:9324/000000000000/orders`.
    func url(of queue: String) -> String {
        "http://\(host)/\(QueueARN.account)/\(queue)"
    }
}
