/// What SQS allows: <https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-quotas.html>.
enum Limits {
    static let batchEntries = 10
    /// A message with its attributes, and all messages of a batch together.
    static let payloadBytes = 1_048_576
    static let attributesPerMessage = 10
    static let nameLength = 80
    static let messagesPerReceive = 1...10
    static let waitTimeSeconds = 0...20
    static let visibilityTimeout = 0...43_200
    static let delaySeconds = 0...900
    static let retentionSeconds = 60...1_209_600
    static let maximumMessageSize = 1024...payloadBytes
    static let maxReceiveCount = 1...1000
    static let listResults = 1...1000
    static let secondsBetweenPurges = 60
}
