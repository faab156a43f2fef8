import LocalSQS
import Testing

@Suite struct HTTPTests {
    @Test func `answers several requests on one connection`() async throws {
        try await withConnection { connection in
            for _ in 0..<3 {
                await connection.write(request("ListQueues", "{}"))
                #expect(await connection.readAnswer().hasSuffix("\r\n\r\n{}"))
            }
        }
    }

    @Test func `answers requests that come in one piece, in order`() async throws {
        try await withConnection { connection in
            let first = request("CreateQueue", #"{"QueueName":"a"}"#)
            await connection.write(first + request("GetQueueUrl", #"{"QueueName":"b"}"#, closing: true))
            let answers = await connection.readToEnd()
            let statuses = answers.matches(of: /HTTP\/1\.1 (\d+)/).map(\.1)
            #expect(statuses == ["200", "400"])
        }
    }

    @Test func `takes a request in many pieces`() async throws {
        try await withConnection { connection in
            for character in request("CreateQueue", #"{"QueueName":"slow"}"#) { await connection.write("\(character)") }
            #expect(await connection.readAnswer().contains("/000000000000/slow"))
        }
    }

    @Test func `closes the connection when asked to`() async throws {
        try await withConnection { connection in
            await connection.write(request("ListQueues", "{}", closing: true))
            let answer = await connection.readToEnd()
            #expect(answer.contains("Connection: close\r\n"))
            #expect(answer.hasSuffix("{}"))
        }
    }

    @Test(arguments: ["nonsense\r\n\r\n", "POST / HTTP/1.1\r\nContent-Length: many\r\n\r\n"])
    func `refuses what is not HTTP with 400 and closes`(text: String) async throws {
        try await withConnection { connection in
            await connection.write(text)
            #expect(await connection.readToEnd().hasPrefix("HTTP/1.1 400 Bad Request\r\n"))
        }
    }

    @Test func `refuses a body that says it is too long with 413`() async throws {
        try await withConnection { connection in
            await connection.write("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 8388609\r\n\r\n")
            #expect(await connection.readToEnd().hasPrefix("HTTP/1.1 413 "))
        }
    }

    @Test func `refuses a body that turns out too long with 413`() async throws {
        try await withConnection { connection in
            await connection.write("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n")
            let chunk = "100000\r\n" + String(repeating: "x", count: 1 << 20) + "\r\n"
            for _ in 0..<9 { await connection.write(chunk) }
            #expect(await connection.readToEnd().hasPrefix("HTTP/1.1 413 "))
        }
    }

    @Test func `asks for a body that waits to be asked for`() async throws {
        try await withConnection { connection in
            let head = request("ListQueues", "{}").replacing("Host:", with: "Expect: 100-continue\r\nHost:").dropLast(2)
            await connection.write(String(head))
            await connection.write("{}")
            #expect(await connection.readAnswer().hasPrefix("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n"))
        }
    }

    @Test func `tells its health`() async throws {
        try await withConnection { connection in
            await connection.write("GET /health HTTP/1.1\r\nHost: a\r\n\r\n")
            let answer = await connection.readAnswer()
            #expect(answer.contains("Content-Type: application/json\r\n"))
            #expect(answer.hasSuffix(#"{"status":"ok","queues":{}}"#))
        }
    }

    @Test func `has nothing else to get`() async throws {
        try await withConnection { connection in
            await connection.write("GET /elsewhere HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(await connection.readAnswer().hasPrefix("HTTP/1.1 404 Not Found\r\n"))
        }
    }

    private func withConnection(_ body: (RawConnection) async throws -> Void) async throws {
        let server = try await LocalSQSServer.start()
        let connection = try RawConnection(to: server.endpoint)
        try await body(connection)
        connection.close()
        await server.shutdown()
    }

    private func request(_ operation: String, _ body: String, closing: Bool = false) -> String {
        """
        POST / HTTP/1.1\r
        Host: localhost\r
        X-Amz-Target: AmazonSQS.\(operation)\r
        Authorization: AWS4-HMAC-SHA256 Credential=test/20201006/us-east-1/sqs/aws4_request\r
        \(closing ? "Connection: close\r\n" : "")Content-Length: \(body.utf8.count)\r
        \r
        \(body)
        """
    }
}
