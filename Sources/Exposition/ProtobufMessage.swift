/// The bytes of a protocol buffer message, field by field ("Encoding", protobuf.dev).
///
/// Fields that are not repeated are written as they come, zeros too: `MetricFamily` is of proto2, where a field that is
/// missing is something else than one of 0.
struct ProtobufMessage {
    private(set) var bytes: [UInt8] = []

    mutating func append(_ field: Int, uint64 value: UInt64) {
        appendKey(field, wireType: 0)
        bytes.append(varint: value)
    }

    mutating func append(_ field: Int, sint32 value: Int) {
        append(field, uint64: Self.zigzag(Int64(value)))
    }

    mutating func append(_ field: Int, double value: Double) {
        appendKey(field, wireType: 1)
        for shift in stride(from: 0, to: 64, by: 8) {
            bytes.append(UInt8(truncatingIfNeeded: value.bitPattern >> UInt64(shift)))
        }
    }

    mutating func append(_ field: Int, string value: String) {
        append(field, length: value.utf8.count)
        bytes.append(contentsOf: value.utf8)
    }

    mutating func append(_ field: Int, message build: (inout ProtobufMessage) -> Void) {
        var message = ProtobufMessage()
        build(&message)
        append(field, length: message.bytes.count)
        bytes.append(contentsOf: message.bytes)
    }

    /// A repeated field of `sint64`, packed; none for no values.
    mutating func append(_ field: Int, sint64s values: [Int64]) {
        guard !values.isEmpty else { return }
        var packed: [UInt8] = []
        for value in values { packed.append(varint: Self.zigzag(value)) }
        append(field, length: packed.count)
        bytes.append(contentsOf: packed)
    }

    private mutating func append(_ field: Int, length: Int) {
        appendKey(field, wireType: 2)
        bytes.append(varint: UInt64(length))
    }

    private mutating func appendKey(_ field: Int, wireType: Int) {
        bytes.append(varint: UInt64(field << 3 | wireType))
    }

    private static func zigzag(_ value: Int64) -> UInt64 {
        UInt64(bitPattern: value << 1 ^ value >> 63)
    }
}

extension [UInt8] {
    /// Appends a number seven bits at a time, the lowest first.
    mutating func append(varint number: UInt64) {
        var rest = number
        while rest >= 0x80 {
            append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        append(UInt8(rest))
    }
}
