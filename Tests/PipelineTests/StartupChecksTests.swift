import SQS
import Testing

@testable import Pipeline

@Suite struct StartupChecksTests {
    private let settings: ConsumerSettings

    init() throws {
        settings = ConsumerSettings(queueName: try QueueName("orders"))
    }

    private var source: QueueAttributes {
        var attributes = QueueAttributes()
        attributes.arn = "arn:aws:sqs:eu-west-1:1:orders"
        attributes.visibilityTimeoutSeconds = 300
        attributes.retentionSeconds = 345_600
        attributes.redrivePolicy = RedrivePolicy(
            deadLetterTargetARN: "arn:aws:sqs:eu-west-1:1:orders-dlq",
            maxReceiveCount: 3
        )
        return attributes
    }

    private var deadLetter: QueueAttributes {
        var attributes = QueueAttributes()
        attributes.arn = "arn:aws:sqs:eu-west-1:1:orders-dlq"
        attributes.retentionSeconds = 1_209_600
        return attributes
    }

    @Test func `two queues that fit the configuration give no warning`() {
        #expect(StartupChecks.warnings(settings: settings, source: source, deadLetter: deadLetter).isEmpty)
    }

    @Test func `each mismatch is one warning that names both sides`() {
        let cases: [(change: (inout QueueAttributes, inout QueueAttributes) -> Void, words: [String])] = [
            ({ source, _ in source.redrivePolicy = nil }, ["orders", "no redrive policy"]),
            ({ _, deadLetter in deadLetter.arn = "arn:aws:sqs:eu-west-1:1:other" }, ["orders-dlq", "1:other"]),
            ({ source, _ in source.redrivePolicy?.maxReceiveCount = 5 }, ["5 receives", "3"]),
            ({ _, deadLetter in deadLetter.retentionSeconds = 345_600 }, ["345600 s", "main queue"]),
            ({ source, _ in source.visibilityTimeoutSeconds = 30 }, ["30 s", "300 s"]),
        ]
        for (change, words) in cases {
            var (source, deadLetter) = (source, deadLetter)
            change(&source, &deadLetter)
            let warnings = StartupChecks.warnings(settings: settings, source: source, deadLetter: deadLetter)
            #expect(warnings.count == 1)
            for word in words { #expect(warnings.first?.contains(word) == true, "\(warnings) lacks \(word)") }
        }
    }

    @Test func `few receives are warned of even when they are configured`() {
        var (settings, source) = (settings, source)
        settings.maxReceiveCount = 1
        source.redrivePolicy?.maxReceiveCount = 1
        let warnings = StartupChecks.warnings(settings: settings, source: source, deadLetter: deadLetter)
        #expect(warnings.count == 1)
        #expect(warnings.first?.contains("3 or more") == true)
    }

    @Test(arguments: [(20, 25, false), (20, 23, false), (20, 22, true), (0, 3, false), (0, 2, true)])
    func `a shutdown that is shorter than a receive and its answer is warned of`(
        wait: Int,
        shutdown: Int,
        isWarnedOf: Bool
    ) {
        var settings = settings
        settings.waitSeconds = wait
        settings.shutdownTimeout = .seconds(shutdown)
        let warnings = StartupChecks.warnings(settings: settings, source: source, deadLetter: deadLetter)
        #expect(warnings.count == (isWarnedOf ? 1 : 0))
        for word in ["SHUTDOWN_TIMEOUT_SECONDS", "SQS_WAIT_TIME_SECONDS", "\(wait) s", "5 s more"] {
            #expect(warnings.allSatisfy { $0.contains(word) }, "\(warnings) lacks \(word)")
        }
    }

    @Test(arguments: [("eu-west-1", false), ("us-east-1", true), (nil, false)])
    func `a queue of another region than requests are signed for is warned of`(region: String?, isWarnedOf: Bool) {
        let queues = Queues(source: ScriptedQueue(), sourceRegion: region, sourceAttributes: source)
        let warning = StartupChecks.warning(signingRegion: "eu-west-1", queues: queues)
        #expect((warning != nil) == isWarnedOf)
        #expect(warning?.contains("AWS_REGION") ?? true)
    }

    @Test(arguments: [
        ("arn:aws:sqs:eu-west-1:123456789012:orders", "orders"), ("arn:aws-cn:sqs:cn-north-1:1:q", "q"),
    ])
    func `an ARN tells the queue's name`(arn: String, name: String) {
        #expect(QueueARN(arn)?.name.text == name)
    }

    @Test(arguments: [
        "", "orders", "arn:aws:sns:eu-west-1:1:orders", "arn:aws:sqs:eu-west-1:1:", "arn:aws:sqs:eu-west-1:1",
    ])
    func `what is no queue's ARN tells none`(arn: String) {
        #expect(QueueARN(arn) == nil)
    }
}
