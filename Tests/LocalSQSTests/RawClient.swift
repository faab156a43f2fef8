import LocalSQS

/// The smallest client there can be: one connection, one operation after another.
struct RawClient: Sendable {
    private let connection: RawConnection

    init(_ server: LocalSQSServer) throws {
        connection = try RawConnection(to: server.endpoint)
    }

    /// The body of the answer; empty when the connection was closed instead.
    @discardableResult
    func call(_ operation: String, _ body: String) async throws -> String {
        await connection.write(
            """
            POST / HTTP/1.1\r
            Host: localhost\r
            X-Amz-Target: AmazonSQS.\(operation)\r
            Authorization: AWS4-HMAC-SHA256 Credential=test/20201006/us-east-1/sqs/aws4_request\r
            Content-Length: \(body.utf8.count)\r
            \r
            \(body)
            """
        )
        let answer = await connection.readAnswer()
        guard let head = answer.firstRange(of: "\r\n\r\n") else { return "" }
        return String(answer[head.upperBound...])
    }
}
