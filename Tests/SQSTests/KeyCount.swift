import Foundation

/// How many different keys all objects of a JSON text have, each counted in its own object.
struct KeyCount: Decodable {
    private var keys = 0

    /// Whether an object has a key twice: whether there are more colons than Foundation finds keys.
    static func findsDuplicates(in json: [UInt8]) -> Bool {
        guard let count = try? JSONDecoder().decode(KeyCount.self, from: Data(json)) else { return false }
        var (colons, isInString, isEscaped) = (0, false, false)
        for byte in json {
            if byte == UInt8(ascii: "\""), !isEscaped { isInString.toggle() }
            if byte == UInt8(ascii: ":"), !isInString { colons += 1 }
            isEscaped = isInString && !isEscaped && byte == UInt8(ascii: "\\")
        }
        return colons > count.keys
    }

    init(from decoder: any Decoder) throws {
        if let object = try? decoder.container(keyedBy: AnyKey.self) {
            keys = try object.allKeys.reduce(object.allKeys.count) { sum, key in
                try sum + object.decode(KeyCount.self, forKey: key).keys
            }
        } else if var array = try? decoder.unkeyedContainer() {
            while !array.isAtEnd { keys += try array.decode(KeyCount.self).keys }
        }
    }

    private struct AnyKey: CodingKey {
        var stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }
}
