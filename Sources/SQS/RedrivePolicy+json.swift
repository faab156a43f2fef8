import FoundationEssentials
import JSON

extension RedrivePolicy {
    /// The `RedrivePolicy` attribute: `{"deadLetterTargetArn":"arn:aws:sqs:…","maxReceiveCount":3}`.
    package var json: String {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("deadLetterTargetArn")
        writer.string(deadLetterTargetARN)
        writer.key("maxReceiveCount")
        writer.integer(maxReceiveCount)
        writer.endObject()
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    /// Reads the attribute; nil for what is no policy.
    ///
    /// SQS writes the count as a number, tools that set it may have written a string, and SQS takes 10 where it is left
    /// out.
    package init?(json: String) {
        guard let policy = try? JSONDecoder().decode(Policy.self, from: Data(json.utf8)) else { return nil }
        self.init(deadLetterTargetARN: policy.deadLetterTargetArn, maxReceiveCount: policy.maxReceiveCount)
    }

    private struct Policy: Decodable {
        var deadLetterTargetArn: String
        var maxReceiveCount: Int

        private enum Key: String, CodingKey {
            case deadLetterTargetArn, maxReceiveCount
        }

        init(from decoder: any Decoder) throws {
            let members = try decoder.container(keyedBy: Key.self)
            deadLetterTargetArn = try members.decode(String.self, forKey: .deadLetterTargetArn)
            let text = (try? members.decode(String.self, forKey: .maxReceiveCount)).flatMap { Int($0) }
            maxReceiveCount = try text ?? members.decodeIfPresent(Int.self, forKey: .maxReceiveCount) ?? 10
        }
    }
}
