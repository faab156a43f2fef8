import SQS
import Testing

@Suite struct QueueNameTests {
    @Test(arguments: ["a", "events_dev-1", "events.fifo", String(repeating: "x", count: 80)])
    func `accepts what SQS accepts`(text: String) throws {
        let name = try QueueName(text)
        #expect(name.text == text)
        #expect(name.isFIFO == text.hasSuffix(".fifo"))
    }

    @Test(arguments: [
        "", ".fifo", "a.b", "a.fifo.fifo", "a b", "ü", "a/b", "https://sqs.eu-west-1.amazonaws.com/1/events",
        String(repeating: "x", count: 81), String(repeating: "x", count: 76) + ".fifo",
    ])
    func `refuses what SQS refuses`(text: String) {
        #expect(throws: InvalidQueueName.self) { try QueueName(text) }
    }
}
