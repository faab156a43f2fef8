import Events
import FoundationEssentials
import SQS

/// The exporter's way: the answer, the MD5 of its bodies where it has them, its events with their times.
func decodeAsExporter(_ answer: [UInt8]) throws -> Double {
    var sum = 0.0
    for message in try ReceiveMessageAnswer(answer).messages where message.bodyIsIntact {
        sum += try message.withBody { body throws(EventError) in try EventDecoder().decode(body) }.value
    }
    return sum
}

/// The way of the standard tools: the answer, then its events, whose times stay text.
func decodeAsFoundation(_ answer: [UInt8]) throws -> Double {
    let decoder = JSONDecoder()
    var sum = 0.0
    for message in try decoder.decode(PlainAnswer.self, from: Data(answer)).messages {
        sum += try decoder.decode(PlainEvent.self, from: Data(message.body.utf8)).value
    }
    return sum
}

private struct PlainAnswer: Decodable {
    struct Message: Decodable {
        var id: String
        var receiptHandle: String
        var body: String
        var attributes: [String: String]

        enum CodingKeys: String, CodingKey {
            case id = "MessageId"
            case receiptHandle = "ReceiptHandle"
            case body = "Body"
            case attributes = "Attributes"
        }
    }

    var messages: [Message]

    enum CodingKeys: String, CodingKey {
        case messages = "Messages"
    }
}

private struct PlainEvent: Decodable {
    var type: String
    var value: Double
    var occurredAt: String

    enum CodingKeys: String, CodingKey {
        case type, value
        case occurredAt = "occurred_at"
    }
}
