import AWS
import Curl
import Support
import Testing

@Suite struct ServiceErrorTests {
    @Test(arguments: [
        (
            ServiceError(
                class: .missingQueue,
                code: "QueueDoesNotExist",
                message: "The specified queue does not exist.",
                status: 400
            ),
            [("x-amzn-query-error", "AWS.SimpleQueueService.NonExistentQueue;Sender")],
            #"{"__type":"com.amazonaws.sqs#QueueDoesNotExist","message":"The specified queue does not exist."}"#
        ),
        (
            ServiceError(class: .missingQueue, code: "QueueDoesNotExist", message: "Not here", status: 400),
            [],
            #"{"__type":"QueueDoesNotExist","Message":"Not here","extra":[1,{"a":null}]}"#
        ),
        (
            ServiceError(class: .missingQueue, code: "NonExistentQueue", message: "gone", status: 400),
            [("X-Amzn-Query-Error", "AWS.SimpleQueueService.NonExistentQueue;Sender")],
            #"{"message":"gone"}"#
        ),
        (
            ServiceError(class: .throttle, code: "ThrottlingException", message: "Rate exceeded", status: 400),
            [("x-amzn-ErrorType", "ThrottlingException:http://internal.amazon.com/coral/com.amazon.coral.service/")],
            #"{"message":"Rate exceeded"}"#
        ),
        (
            ServiceError(class: .auth, code: "AccessDeniedException", message: "", status: 400),
            [],
            #"{"__type":"com.amazon.coral.service#AccessDeniedException:http://x"}"#
        ),
        (
            ServiceError(
                class: .server,
                code: "503",
                message: "<html> <body>503 Service Unavailable</body> </html>",
                status: 503
            ),
            [("Content-Type", "text/html")],
            "<html>\r\n<body>503 \u{1B}Service \u{0}Unavailable</body>\n</html>\n"
        ),
        (ServiceError(class: .other, code: "404", message: "", status: 404), [], ""),
        (ServiceError(class: .other, code: "301", message: "[]", status: 301), [], "[]"),
        (ServiceError(class: .auth, code: "403", message: "Forbidden", status: 403), [], "Forbidden"),
        (
            ServiceError(class: .throttle, code: "429", message: "slow", status: 429, retryAfter: .milliseconds(1500)),
            [("x-amz-retry-after", "1500")],
            "slow"
        ),
        (
            ServiceError(class: .server, code: "InternalError", message: "", status: 500),
            [("x-amz-retry-after", "soon")],
            #"{"__type":"InternalError","message":17}"#
        ),
    ])
    func `is read from whatever a service or what stands before it answers`(
        expected: ServiceError,
        headers: [(name: String, value: String)],
        body: String
    ) async {
        let status = expected.status ?? 0
        #expect(await refusal(.answer(status, headers, body)) == expected)
    }

    @Test func `holds two hundred characters of a long text`() async {
        let error = await refusal(.answer(502, [], String(repeating: "ä", count: 5000)))
        #expect(error?.message == String(repeating: "ä", count: 200) + "…")
    }

    @Test func `never repeats the session token, though the service quotes it`() async {
        let token = "FwoGZXIvYXdzEPT//+=="
        let body = #"""
            {"__type":"SignatureDoesNotMatch","message":"The Canonical String for this request should have been\n\#
            'POST\n/\n\nx-amz-security-token:\#(token)\n'"}
            """#
        let code = #"{"__type":"No\#(token)"}"#
        for text in [body, code, "<pre>\(token)</pre>", "\(token)\u{301}"] {
            let error = await refusal(.answer(403, [], text), token: token)
            #expect(error?.description.unicodeScalars.contains("…") == true)
            #expect(error?.description.contains("FwoGZXIvYXdz") == false)
        }
    }

    @Test(arguments: 4060...4130)
    func `never shows the beginning of a token either, wherever a page is cut`(offset: Int) async {
        let token = "FwoGZXIvYXdzEPT//+=="
        let page = String(repeating: "\n", count: offset) + token + String(repeating: " ", count: 5000)
        let error = await refusal(.answer(502, [], page), token: token)
        #expect(error?.message.contains("F") == false)
    }

    @Test func `is short and on one line, whatever the service makes a code or hangs on a letter`() async {
        let marks = "e" + String(repeating: "\u{301}", count: 5000)
        let code = await refusal(.answer(400, [], #"{"__type":"Not\u001b\nFound\#(marks)"}"#))?.code
        #expect(code?.hasPrefix("Not Found") == true)
        #expect((code?.utf8.count ?? 0) < 1000)
        #expect((await refusal(.answer(400, [], marks))?.message.utf8.count ?? 0) < 1000)
        #expect(await refusal(.answer(400, [], #"{"__type":" \n"}"#))?.code == "400")
    }

    @Test(arguments: [
        ("Throttling", 400, ServiceError.Class.throttle),
        ("ThrottlingException", 400, .throttle),
        ("RequestThrottled", 403, .throttle),
        ("RequestThrottledException", 400, .throttle),
        ("TooManyRequestsException", 400, .throttle),
        ("SlowDown", 503, .throttle),
        ("EC2ThrottledException", 503, .throttle),
        ("KmsThrottled", 400, .throttle),
        ("KMS.ThrottlingException", 400, .throttle),
        ("OverLimit", 403, .throttle),
        ("PriorRequestNotComplete", 400, .throttle),
        ("AccessDenied", 403, .auth),
        ("ExpiredTokenException", 400, .auth),
        ("UnrecognizedClientException", 400, .auth),
        ("InvalidClientTokenId", 403, .auth),
        ("MissingAuthenticationTokenException", 400, .auth),
        ("InvalidSignatureException", 400, .auth),
        ("RequestTimeTooSkewed", 403, .auth),
        ("KmsAccessDenied", 400, .auth),
        ("KmsDisabled", 400, .auth),
        ("KMS.NotFoundException", 400, .auth),
        ("SomethingNew", 403, .auth),
        ("AWS.SimpleQueueService.NonExistentQueue", 400, .missingQueue),
        ("com.amazonaws.sqs#InvalidAddress", 404, .missingQueue),
        ("InternalFailure", 500, .server),
        ("ServiceUnavailableException", 503, .server),
        ("RequestTimeout", 400, .server),
        ("SomethingNew", 504, .server),
        ("InvalidSecurity", 403, .configuration),
        ("PurgeQueueInProgress", 403, .other),
        ("ReceiptHandleIsInvalid", 400, .other),
        ("InvalidParameterValue", 400, .other),
        ("SomethingNew", 429, .throttle),
        ("SomethingNew", 400, .other),
    ])
    func `has the class of its code, else of its status`(
        code: String,
        status: Int,
        expected: ServiceError.Class
    ) async {
        #expect(await refusal(.answer(status, [], "{\"__type\":\"\(code)\"}"))?.class == expected)
    }

    private func refusal(_ answer: Result<Response, CurlError>, token: String? = nil) async -> ServiceError? {
        let client = AWSClient(
            service: "sqs",
            targetPrefix: "AmazonSQS",
            endpoint: Endpoint(url: "http://localhost/", host: "localhost", signingRegion: "eu-west-1"),
            credentials: FixedCredentials(sessionToken: token),
            transport: ScriptedTransport(answer),
            retryPolicy: .none
        )
        let call = Call(operation: "ReceiveMessage", body: [], timeout: .seconds(1))
        return await #expect(throws: ServiceError.self) { try await client.send(call) { _ in } }
    }
}
