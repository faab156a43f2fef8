/// The bytes of a protocol buffer message, field by field ("Encoding", protobuf.dev).
///
/// Fields that are not repeated are written as they come, zeros too: `MetricFamily` is of proto2, where a field that is
/// missing is something else than one of 0.
struct ProtobufMessage {
    private(set) var bytes: [UInt8] = []

    /// An empty message with room for so many bytes.
    init(capacity: Int = 0) {
        bytes.reserveCapacity(capacity)
    }

    /// Begins anew, in the same room.
    mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
    }

    /// A number of one of the types without a sign, or a boolean.
    mutating func append(_ field: Int, uint64 value: UInt64) {
        appendKey(field, wireType: 0)
        bytes.append(varint: value)
    }

    /// A number of `sint32`, whose sign costs one bit.
    mutating func append(_ field: Int, sint32 value: Int) {
        append(field, uint64: Self.zigzag(Int64(value)))
    }

    /// A number of `double`, always eight bytes.
    mutating func append(_ field: Int, double value: Double) {
        appendKey(field, wireType: 1)
        for shift in stride(from: 0, to: 64, by: 8) {
            bytes.append(UInt8(truncatingIfNeeded: value.bitPattern >> UInt64(shift)))
        }
    }

    /// A text, in UTF-8.
    mutating func append(_ field: Int, string value: String) {
        append(field, bytes: value.utf8)
    }

    /// Bytes, which may be a text in UTF-8.
    mutating func append(_ field: Int, bytes value: some Collection<UInt8>) {
        appendKey(field, wireType: 2)
        bytes.append(varint: UInt64(value.count))
        bytes.append(contentsOf: value)
    }

    /// A message within this one; what is appended meanwhile is its fields.
    mutating func append(_ field: Int, message build: (inout ProtobufMessage) -> Void) {
        appendKey(field, wireType: 2)
        // Nearly all are under 128 bytes, whose length is one byte.
        bytes.append(0)
        let start = bytes.count
        build(&self)
        let length = bytes.count - start
        if length < 0x80 {
            bytes[start - 1] = UInt8(length)
        } else {
            var varint: [UInt8] = []
            varint.append(varint: UInt64(length))
            bytes.replaceSubrange(start - 1..<start, with: varint)
        }
    }

    /// A repeated field of `sint64`, packed; none for no values.
    mutating func append(_ field: Int, sint64s values: some Collection<Int64>) {
        guard !values.isEmpty else { return }
        append(field) { packed in
            for value in values { packed.bytes.append(varint: Self.zigzag(value)) }
        }
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
