/// A place in a JSON text, as RFC 6901 writes it.
///
///     /id             the member "id" of the outermost object
///     /meta/ids/0     the first element of the array "ids" in the object "meta"
///     /a~1b/~0        the member "~" of the member "a/b"
///
/// The empty pointer, which means the whole text, is refused: here a pointer says where in an event something stands.
package struct JSONPointer: Equatable, Sendable {
    /// The keys and indices on the way, from the outside in, unescaped; at least one.
    let tokens: [Token]

    /// Reads a pointer; throws what is wrong with it.
    package init(_ text: String) throws(JSONPointerError) {
        guard text.utf8.first == UInt8(ascii: "/") else { throw .noLeadingSlash }
        var tokens: [Token] = []
        for part in text.utf8.dropFirst().split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
            tokens.append(try Token(escaped: part))
        }
        self.tokens = tokens
    }

    /// One step of the way: a key where it meets an object, an index where it meets an array.
    struct Token: Equatable {
        let key: [UInt8]

        /// The index it stands for, if it can: digits without leading zeros.
        var index: Int? {
            guard key.allSatisfy({ $0 &- UInt8(ascii: "0") < 10 }) else { return nil }
            guard key.count == 1 || key.first != UInt8(ascii: "0") else { return nil }
            return Int(String(decoding: key, as: UTF8.self))
        }

        fileprivate init(escaped: Substring.UTF8View) throws(JSONPointerError) {
            var key: [UInt8] = []
            var rest = escaped
            while let byte = rest.popFirst() {
                guard byte == UInt8(ascii: "~") else {
                    key.append(byte)
                    continue
                }
                switch rest.popFirst() {
                case UInt8(ascii: "0"): key.append(UInt8(ascii: "~"))
                case UInt8(ascii: "1"): key.append(UInt8(ascii: "/"))
                default: throw .unknownEscape
                }
            }
            self.key = key
        }
    }
}
