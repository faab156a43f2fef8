import Curl
import SQS
import Support
import Testing

@Suite struct QueueAttributesTests {
    @Test func `asks for all attributes and reads those it knows`() async throws {
        let bed = try SQSTestBed(
            .answer(
                200,
                [],
                #"""
                {"Attributes":{"QueueArn":"arn:aws:sqs:eu-west-1:123456789012:events",
                "ApproximateNumberOfMessages":"7","ApproximateNumberOfMessagesNotVisible":"2",
                "ApproximateNumberOfMessagesDelayed":"1","VisibilityTimeout":"300",
                "MessageRetentionPeriod":"1209600","MaximumMessageSize":"1048576",
                "CreatedTimestamp":"1700000000.25","SqsManagedSseEnabled":"true",
                "RedrivePolicy":"{\"deadLetterTargetArn\":\"arn:aws:sqs:eu-west-1:1:dead\",\"maxReceiveCount\":3}"}}
                """#
            )
        )
        var expected = QueueAttributes()
        expected.arn = "arn:aws:sqs:eu-west-1:123456789012:events"
        expected.visibleMessages = 7
        expected.notVisibleMessages = 2
        expected.delayedMessages = 1
        expected.visibilityTimeoutSeconds = 300
        expected.retentionSeconds = 1_209_600
        expected.redrivePolicy = RedrivePolicy(deadLetterTargetARN: "arn:aws:sqs:eu-west-1:1:dead", maxReceiveCount: 3)
        #expect(try await bed.queue.attributes() == expected)
        #expect(
            bed.requests == [
                #"AmazonSQS.GetQueueAttributes {"QueueUrl":"\#(SQSTestBed.url)","AttributeNames":["All"]}"#
            ]
        )
        #expect(bed.transport.requests.first?.timeout == .seconds(5))
    }

    @Test(arguments: ["", "{}", #"{"Attributes":null}"#, #"{"Attributes":{}}"#])
    func `knows nothing of a queue that tells nothing`(body: String) async throws {
        let bed = try SQSTestBed(.answer(200, [], body))
        #expect(try await bed.queue.attributes() == QueueAttributes())
    }

    @Test func `takes a number for its digits and leaves out what makes no sense`() async throws {
        let bed = try SQSTestBed(
            .answer(
                200,
                [],
                #"""
                {"Attributes":{"ApproximateNumberOfMessages":12,"VisibilityTimeout":"soon","QueueArn":["a"],
                "ApproximateNumberOfMessagesDelayed":null,"RedrivePolicy":"{}"}}
                """#
            )
        )
        var expected = QueueAttributes()
        expected.visibleMessages = 12
        #expect(try await bed.queue.attributes() == expected)
    }

    @Test(arguments: [
        (#"{"deadLetterTargetArn":"arn:dead","maxReceiveCount":5}"#, 5),
        (#"{"deadLetterTargetArn":"arn:dead","maxReceiveCount":"5"}"#, 5),
        (#"{"deadLetterTargetArn":"arn:dead"}"#, 10),
        (#"{"maxReceiveCount":7,"deadLetterTargetArn":"arn:dead","note":{}}"#, 7),
    ])
    func `reads a redrive policy however its count is written`(json: String, count: Int) {
        #expect(RedrivePolicy(json: json) == RedrivePolicy(deadLetterTargetARN: "arn:dead", maxReceiveCount: count))
    }

    @Test(arguments: [
        "", "null", "{}", #"{"maxReceiveCount":5}"#, #"{"deadLetterTargetArn":"a","maxReceiveCount":[]}"#,
    ])
    func `refuses what is no redrive policy`(json: String) {
        #expect(RedrivePolicy(json: json) == nil)
    }

    @Test func `writes a redrive policy that it reads back`() {
        let policy = RedrivePolicy(deadLetterTargetARN: "arn:aws:sqs:eu-west-1:1:\"dead\"", maxReceiveCount: 1000)
        #expect(RedrivePolicy(json: policy.json) == policy)
    }
}
