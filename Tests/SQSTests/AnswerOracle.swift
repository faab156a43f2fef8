import Foundation
import SQS
import Support

/// What Foundation makes of an answer to ReceiveMessage.
struct AnswerOracle {
    private struct Answer: Decodable {
        var Messages: [Message]?
    }

    struct Message: Decodable {
        var MessageId: String
        var ReceiptHandle: String
        var Body: String
        var MD5OfBody: String?
        var Attributes: Attributes?
    }

    struct Attributes: Decodable {
        var sentMilliseconds: Int64?
        var receiveCount: Int64?
        var traceHeader: String?

        enum CodingKeys: String, CodingKey {
            case sentMilliseconds = "SentTimestamp"
            case receiveCount = "ApproximateReceiveCount"
            case traceHeader = "AWSTraceHeader"
        }

        init(from decoder: any Decoder) throws {
            let members = try decoder.container(keyedBy: CodingKeys.self)
            let number = { (key: CodingKeys) -> Int64? in
                guard let text = try? members.decode(String.self, forKey: key), 1...18 ~= text.utf8.count else {
                    return nil
                }
                return text.utf8.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 } ? Int64(text) : nil
            }
            sentMilliseconds = number(.sentMilliseconds)
            receiveCount = number(.receiveCount)
            traceHeader = try? members.decode(String.self, forKey: .traceHeader)
        }

        /// Byte by byte, as a spoilt text may begin its trace with a mark that belongs to the `=`.
        var trace: [UInt8]? {
            let fields = (traceHeader ?? "").utf8.split(separator: UInt8(ascii: ";")).map(Array.init)
            return fields.first { $0.prefix(5) == Array("Root=".utf8)[...] }.map { Array($0.dropFirst(5)) }
        }
    }

    private let decoder = JSONDecoder()

    func decode(_ answer: [UInt8]) -> [Message]? {
        guard let messages = try? decoder.decode(Answer.self, from: Data(answer)).Messages ?? [] else { return nil }
        return messages.allSatisfy { !$0.MessageId.isEmpty && !$0.ReceiptHandle.isEmpty } ? messages : nil
    }

    func equals(_ ours: SQS.Message, _ theirs: Message) -> Bool {
        Array(ours.id) == Array(theirs.MessageId.utf8) && Array(ours.receiptHandle) == Array(theirs.ReceiptHandle.utf8)
            && Array(ours.body) == Array(theirs.Body.utf8)
            && ours.sentMilliseconds == theirs.Attributes?.sentMilliseconds
            && ours.receiveCount.map(Int64.init) == theirs.Attributes?.receiveCount
            && ours.traceID.map { Array($0.utf8) } == theirs.Attributes?.trace
            && ours.bodyIsIntact == isIntact(theirs, otherwise: ours.bodyIsIntact)
    }

    /// Whether we may refuse what JSONDecoder accepts: it looks neither at the UTF-8 nor at the escapes of strings it
    /// does not hand out, takes a comma after the last member, and goes deeper; each is proved in another way than
    /// ours.
    func excusesRefusal(of answer: [UInt8]) -> Bool {
        let compact = String(decoding: answer.filter { !" \t\r\n".utf8.contains($0) }, as: UTF8.self)
        return String(validating: answer, as: UTF8.self) == nil || compact.contains(",}") || compact.contains(",]")
            || (try? JSONSerialization.jsonObject(with: Data(answer))) == nil
            || compact.filter { "[{".contains($0) }.count > 64
    }

    private func isIntact(_ message: Message, otherwise unknown: Bool) -> Bool {
        guard let md5 = message.MD5OfBody else { return true }
        guard let right = Self.bodies[message.Body] else { return unknown }
        return md5.lowercased() == right
    }

    static let bodyTexts = bodies.keys.sorted()

    /// Bodies and their MD5, by md5sum.
    static let bodies = [
        "": "d41d8cd98f00b204e9800998ecf8427e", "a": "0cc175b9c0f1b6a831c399e269772661",
        "a/b": "a7e86136543b019d72468ceebf71fb8e", "ключ": "c3657b66c60a307292aae11f07b04ae7",
        "日本": "4dbed2e657457884e67137d3514119b3", "😀 😀": "cda377fed96f6a03b9b3d06b61c34fed",
        "with \"quotes\" and \\": "d799ea3401a13657188bb915877345ba",
        "tab\tand\nline": "b68e6345ffa86407368ed926e4ee7b1e",
        "longer than sixteen bytes": "cde2cbf822688c190e650ab7c4ff0710",
        String(repeating: "long ", count: 20): "0b7553faa305d54d373803ba15bf42c7",
    ]
}
