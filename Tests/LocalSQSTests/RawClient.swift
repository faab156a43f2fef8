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
        let answer = await answer(operation, body)
        guard let head = answer.firstRange(of: "\r\n\r\n") else { return "" }
        return String(answer[head.upperBound...])
    }

    /// The answer with its head.
    func answer(_ operation: String, _ body: String, headers: String = "") async -> String {
        await send(operation, body, headers: headers)
        return await connection.readAnswer()
    }

    /// All that comes, and how the connection ends, which it is asked to.
    func exchange(_ operation: String, _ body: String) async -> (text: String, ending: RawConnection.Ending) {
        await send(operation, body, headers: "Connection: close\r\n")
        return await connection.readToEnding()
    }

    /// Asks and does not wait for the answer.
    func send(_ operation: String, _ body: String, headers: String = "") async {
        await connection.write(
            """
            POST / HTTP/1.1\r
            Host: localhost\r
            X-Amz-Target: AmazonSQS.\(operation)\r
            Authorization: AWS4-HMAC-SHA256 Credential=test/20201006/us-east-1/sqs/aws4_request\r
            \(headers)Content-Length: \(body.utf8.count)\r
            \r
            \(body)
            """
        )
    }

    func close() {
        connection.close()
    }
}
