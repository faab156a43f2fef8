/// A name and a typed value that a producer puts beside a body.
struct MessageAttribute: Equatable {
    enum Value: Equatable {
        /// Of the types String and Number.
        case string(String)
        /// Of the type Binary, as base64 on the wire.
        case binary([UInt8])

        var bytes: [UInt8] {
            switch self {
            case .string(let text): Array(text.utf8)
            case .binary(let bytes): bytes
            }
        }
    }

    var name: String
    /// `String`, `Number` or `Binary`, with a suffix of the producer's: `Number.int`.
    var dataType: String
    var value: Value

    /// What the attribute adds to the size of its message.
    var byteCount: Int { name.utf8.count + dataType.utf8.count + value.bytes.count }
}
