import Events
import Foundation

/// What Foundation makes of a body.
struct EventOracle {
    struct Verdict {
        var type: String
        var value: Double
        var occurredAtSeconds: Double
    }

    private struct Fields: Decodable {
        var type: String
        var value: Double
        var occurred_at: String
    }

    private struct OtherFields: Decodable {
        var type: String
        var occurred_at: String
    }

    private struct Keys: Decodable {
        var count: Int

        init(from decoder: any Decoder) throws {
            count = try decoder.container(keyedBy: AnyKey.self).allKeys.count
        }
    }

    private struct AnyKey: CodingKey {
        var stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    private let decoder = JSONDecoder()
    private let times = TimeOracle()

    func decode(_ body: [UInt8]) -> Verdict? {
        guard let fields = try? decoder.decode(Fields.self, from: Data(body)) else { return nil }
        guard let seconds = times.seconds(of: fields.occurred_at) else { return nil }
        return Verdict(type: fields.type, value: fields.value, occurredAtSeconds: seconds)
    }

    /// Whether we may refuse what JSONDecoder accepts: where our rules are stricter, each proved in another way than
    /// ours.
    func excuses(_ reason: EventError, of body: [UInt8], decodedAs theirs: Verdict) -> Bool {
        switch reason {
        // JSONDecoder looks neither at the UTF-8 nor at the escapes of strings it does not hand out.
        case .notUTF8: String(validating: body, as: UTF8.self) == nil
        // It takes a comma after the last member or element, wherever that is.
        case .trailingComma: hasTrailingComma(body)
        case .notJSON: (try? JSONSerialization.jsonObject(with: Data(body))) == nil
        case .tooDeep: body.filter { $0 == UInt8(ascii: "[") || $0 == UInt8(ascii: "{") }.count > 64
        case .duplicateKey: hasDuplicateKey(body)
        case .typeEmpty: theirs.type.isEmpty
        case .typeTooLong: theirs.type.utf8.count > 128
        case .typeControlCharacter: theirs.type.unicodeScalars.contains { $0.properties.generalCategory == .control }
        default: false
        }
    }

    /// Whether we may accept what JSONDecoder refuses: only a number that is closer to 0 than any `Double`, which we
    /// take for 0.
    func excuses(_ event: Event, from body: [UInt8]) -> Bool {
        event.value == 0 && (try? decoder.decode(OtherFields.self, from: Data(body))) != nil
    }

    private func hasTrailingComma(_ body: [UInt8]) -> Bool {
        let text = String(decoding: body.filter { !" \t\r\n".utf8.contains($0) }, as: UTF8.self)
        return text.contains(",}") || text.contains(",]")
    }

    /// Whether an object has more colons of its own than Foundation finds different keys.
    private func hasDuplicateKey(_ body: [UInt8]) -> Bool {
        guard let keys = try? decoder.decode(Keys.self, from: Data(body)) else { return false }
        var (colons, depth, isInString, isEscaped) = (0, 0, false, false)
        for byte in body {
            if isInString {
                if !isEscaped, byte == UInt8(ascii: "\"") { isInString = false }
                isEscaped = !isEscaped && byte == UInt8(ascii: "\\")
                continue
            }
            switch byte {
            case UInt8(ascii: "\""): isInString = true
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
            case UInt8(ascii: ":"): colons += depth == 1 ? 1 : 0
            default: break
            }
        }
        return colons > keys.count
    }
}
