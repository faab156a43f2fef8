import AWS
import SQS
import Support
import Testing

@Suite struct QueueOperationsTests {
    private static let answeredURL = #"{"QueueUrl":"\#(SQSTestBed.url)","Unknown":[1]}"#

    @Test func `finds a queue by its name`() async throws {
        let bed = try SQSTestBed(.answer(200, [], Self.answeredURL))
        let queue = try await bed.client.queue(named: try QueueName("events"))
        #expect(queue.name == "events")
        #expect(queue.url == SQSTestBed.url)
        #expect(bed.requests == [#"AmazonSQS.GetQueueUrl {"QueueName":"events"}"#])
    }

    @Test func `says that a queue is missing`() async throws {
        let bed = try SQSTestBed(.answer(400, [], #"{"__type":"com.amazonaws.sqs#QueueDoesNotExist","message":"no"}"#))
        let error = await #expect(throws: ServiceError.self) {
            try await bed.client.queue(named: try QueueName("events"))
        }
        #expect(
            error == ServiceError(class: .missingQueue, code: "QueueDoesNotExist", message: "no", status: 400)
        )
    }

    @Test func `creates a queue with its attributes in the order of their names`() async throws {
        let bed = try SQSTestBed(.answer(200, [], Self.answeredURL), .answer(200, [], Self.answeredURL))
        let policy = RedrivePolicy(deadLetterTargetARN: "arn:aws:sqs:eu-west-1:1:dead", maxReceiveCount: 3)
        let queue = try await bed.client.createQueue(
            named: try QueueName("events"),
            attributes: ["VisibilityTimeout": "300", "RedrivePolicy": policy.json]
        )
        _ = try await bed.client.createQueue(named: try QueueName("plain"))
        #expect(queue.url == SQSTestBed.url)
        #expect(
            bed.requests == [
                #"""
                AmazonSQS.CreateQueue {"QueueName":"events","Attributes":{"RedrivePolicy":\#
                "{\"deadLetterTargetArn\":\"arn:aws:sqs:eu-west-1:1:dead\",\"maxReceiveCount\":3}",\#
                "VisibilityTimeout":"300"}}
                """#,
                #"AmazonSQS.CreateQueue {"QueueName":"plain"}"#,
            ]
        )
    }

    @Test(arguments: ["", "{}"]) func `sets attributes and purges, whose answer is empty`(body: String) async throws {
        let bed = try SQSTestBed(.answer(200, [], body), .answer(200, [], body))
        try await bed.queue.setAttributes(["VisibilityTimeout": "60"])
        try await bed.queue.purge()
        #expect(
            bed.requests == [
                #"AmazonSQS.SetQueueAttributes {"QueueUrl":"\#(SQSTestBed.url)","Attributes":{"VisibilityTimeout":"60"}}"#,
                #"AmazonSQS.PurgeQueue {"QueueUrl":"\#(SQSTestBed.url)"}"#,
            ]
        )
    }

    @Test(arguments: ["<html>", "{\"QueueUrl\":7}", ""])
    func `takes an answer that is not the operation's output for a lost one`(body: String) async throws {
        let bed = try SQSTestBed(.answer(200, [], body))
        let error = await #expect(throws: ServiceError.self) {
            try await bed.client.queue(named: try QueueName("events"))
        }
        #expect(error?.class == .network)
        #expect(error?.code == "MalformedAnswer")
    }
}
