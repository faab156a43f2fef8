import AWS
import Curl
import SQS
import Support
import Testing

@Suite struct SQSQueueTests {
    @Test func `receives with one constant request and a time-out beyond its wait`() async throws {
        let bed = try SQSTestBed(.answer(200, [], "{}"), .answer(200, [], ""), .answer(200, [], "{}"))
        for (maximum, waitSeconds) in [(10, 20), (1, 0), (10, 5)] {
            let messages = try await bed.queue.receive(
                maximum: maximum,
                waitSeconds: waitSeconds,
                visibilityTimeout: 300
            )
            #expect(messages.isEmpty)
        }
        let start = """
            AmazonSQS.ReceiveMessage {"QueueUrl":"\(SQSTestBed.url)",\
            "MessageSystemAttributeNames":["SentTimestamp","ApproximateReceiveCount","AWSTraceHeader"],
            """
        #expect(
            bed.requests == [
                start + #""MaxNumberOfMessages":10,"WaitTimeSeconds":20,"VisibilityTimeout":300}"#,
                start + #""MaxNumberOfMessages":1,"WaitTimeSeconds":0,"VisibilityTimeout":300}"#,
                start + #""MaxNumberOfMessages":10,"WaitTimeSeconds":5,"VisibilityTimeout":300}"#,
            ]
        )
        #expect(bed.transport.requests.map(\.timeout) == [.seconds(30), .seconds(15), .seconds(15)])
        #expect(bed.transport.requests.allSatisfy { $0.maximumBodyBytes == 64 << 20 })
    }

    @Test func `returns the messages of an answer`() async throws {
        let bed = try SQSTestBed(
            .answer(
                200,
                [],
                #"""
                {"Messages":[{"MessageId":"m1","ReceiptHandle":"r\/1","Body":"{\"a\":1}",
                "Attributes":{"SentTimestamp":"1700000000000","ApproximateReceiveCount":"2"}}]}
                """#
            )
        )
        let message = try #require(
            try await bed.queue.receive(maximum: 10, waitSeconds: 20, visibilityTimeout: 30).first
        )
        #expect(String(decoding: message.body, as: UTF8.self) == #"{"a":1}"#)
        #expect(String(decoding: message.receiptHandle, as: UTF8.self) == "r/1")
        #expect(message.sentMilliseconds == 1_700_000_000_000)
        #expect(message.receiveCount == 2)
    }

    @Test(arguments: [#"{"Messages":[{"MessageId":"m1","Recei"#, #"{"Messages":["#, "<html>", "[]"])
    func `takes an answer that was cut short for a lost one`(body: String) async throws {
        let bed = try SQSTestBed(.answer(200, [], body))
        let error = await #expect(throws: ServiceError.self) {
            try await bed.queue.receive(maximum: 10, waitSeconds: 20, visibilityTimeout: 30)
        }
        #expect(error?.class == .network)
        #expect(error?.code == "MalformedAnswer")
        #expect(error?.message.hasPrefix("ReceiveMessage answered malformed JSON") == true)
    }

    @Test func `deletes by place, so that two deliveries of one message may share a batch`() async throws {
        let bed = try SQSTestBed(
            .answer(
                200,
                [],
                """
                {"Successful":[{"Id":"0"}],"Failed":[{"Id":"1","SenderFault":true,\
                "Code":"ReceiptHandleIsInvalid","Message":"expired"}]}
                """
            )
        )
        let failures = try await bed.queue.delete([Array("r1".utf8)[...], Array("r\"2".utf8)[...]])
        #expect(
            failures == [
                BatchFailure(index: 1, code: "ReceiptHandleIsInvalid", message: "expired", isSenderFault: true)
            ]
        )
        let expected = """
            AmazonSQS.DeleteMessageBatch {"QueueUrl":"\(SQSTestBed.url)","Entries":\
            [{"Id":"0","ReceiptHandle":"r1"},{"Id":"1","ReceiptHandle":"r\\"2"}]}
            """
        #expect(bed.requests == [expected])
        #expect(bed.transport.requests.first?.timeout == .seconds(10))
    }

    @Test func `changes the visibility of each delivery`() async throws {
        let bed = try SQSTestBed(.answer(200, [], #"{"Successful":[{"Id":"0"},{"Id":"1"}]}"#))
        let handles = ["r1", "r2"].map { Array($0.utf8)[...] }
        #expect(try await bed.queue.changeVisibility(of: handles, toSeconds: 45) == [])
        let expected = """
            AmazonSQS.ChangeMessageVisibilityBatch {"QueueUrl":"\(SQSTestBed.url)","Entries":\
            [{"Id":"0","ReceiptHandle":"r1","VisibilityTimeout":45},\
            {"Id":"1","ReceiptHandle":"r2","VisibilityTimeout":45}]}
            """
        #expect(bed.requests == [expected])
    }

    @Test func `sends bodies with string attributes`() async throws {
        let bed = try SQSTestBed(.answer(200, [], #"{"Successful":[{"Id":"0"},{"Id":"1"}],"Failed":[]}"#))
        let messages = [
            OutgoingMessage(body: Array("{\"ü\":\n1}".utf8)),
            OutgoingMessage(
                body: Array("x".utf8),
                attributes: [(name: "reason", value: "not_json"), (name: "queue", value: "events")]
            ),
        ]
        #expect(try await bed.queue.send(messages) == [])
        let expected = #"""
            AmazonSQS.SendMessageBatch {"QueueUrl":"\#(SQSTestBed.url)","Entries":\#
            [{"Id":"0","MessageBody":"{\"ü\":\n1}"},\#
            {"Id":"1","MessageBody":"x","MessageAttributes":\#
            {"reason":{"DataType":"String","StringValue":"not_json"},\#
            "queue":{"DataType":"String","StringValue":"events"}}}]}
            """#
        #expect(bed.requests == [expected])
    }

    @Test func `sends no empty batch`() async throws {
        let bed = try SQSTestBed()
        #expect(try await bed.queue.delete([]) == [])
        #expect(try await bed.queue.changeVisibility(of: [], toSeconds: 0) == [])
        #expect(try await bed.queue.send([]) == [])
        #expect(bed.requests.isEmpty)
    }

    @Test(arguments: ["", "{\"Failed\":[{\"Id\":\"1\",\"Code\":\"X\"}]}", "{\"Failed\":[{\"Id\":\"0\"}]}"])
    func `does not take a batch's answer on trust`(body: String) async throws {
        let bed = try SQSTestBed(.answer(200, [], body))
        let error = await #expect(throws: ServiceError.self) {
            try await bed.queue.delete([Array("r1".utf8)[...]])
        }
        #expect(error?.code == "MalformedAnswer")
        #expect(error?.class == .network)
    }

    @Test func `goes to the endpoint and never to the host of its URL`() async throws {
        let bed = try SQSTestBed(.answer(200, [], "{}"))
        _ = try await bed.queue.receive(maximum: 1, waitSeconds: 0, visibilityTimeout: 30)
        #expect(bed.transport.requests.map(\.url) == ["http://localhost:4566/"])
    }

    @Test(arguments: [
        ("https://sqs.eu-west-1.amazonaws.com/123456789012/events", "eu-west-1"),
        ("https://sqs.cn-north-1.amazonaws.com.cn/123456789012/events", "cn-north-1"),
        ("https://sqs-fips.us-east-1.api.aws/123456789012/events", "us-east-1"),
        ("https://eu-west-1.queue.amazonaws.com/123456789012/events", "eu-west-1"),
        ("https://queue.amazonaws.com/123456789012/events", nil),
        ("http://sqs.eu-west-1.localhost.localstack.cloud:4566/000000000000/events", nil),
        ("http://localhost:9324/000000000000/sqs.eu-west-1.amazonaws.com", nil), ("", nil),
    ])
    func `a QueueUrl of AWS tells the region`(url: String, region: String?) throws {
        let bed = try SQSTestBed()
        #expect(SQSQueue(client: bed.client, name: try QueueName("events"), url: url).region == region)
    }
}
