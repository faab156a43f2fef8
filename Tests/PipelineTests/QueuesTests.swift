import SQS
import Testing

@testable import Pipeline

@Suite struct QueuesTests {
    private func queues(_ source: Int?, deadLetter: Int??) -> Queues {
        func attributes(_ retention: Int?) -> QueueAttributes {
            var attributes = QueueAttributes()
            attributes.retentionSeconds = retention
            return attributes
        }
        return Queues(
            source: ScriptedQueue(),
            deadLetter: deadLetter.map { _ in ScriptedQueue() },
            sourceAttributes: attributes(source),
            deadLetterAttributes: deadLetter.map(attributes)
        )
    }

    @Test func `a message can come back until the longest retention and a day after its sending`() {
        #expect(queues(60, deadLetter: .none).longestLifeSeconds == 86_460)
        #expect(queues(60, deadLetter: 600).longestLifeSeconds == 87_000)
        #expect(queues(600, deadLetter: 60).longestLifeSeconds == 87_000)
    }

    @Test func `where SQS does not say how long it keeps messages, its longest is assumed`() {
        #expect(queues(nil, deadLetter: .none).longestLifeSeconds == 15 * 86_400)
        #expect(queues(60, deadLetter: .some(nil)).longestLifeSeconds == 15 * 86_400)
    }
}
