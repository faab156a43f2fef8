/// The bytes of a protocol buffer message, field by field ("Encoding", protobuf.dev), or only their number.
///
/// Fields that are not repeated are written as they come, zeros too: `MetricFamily` is of proto2, where a field that is
/// missing is something else than one of 0.
struct ProtobufMessage {
    private(set) var bytes: [UInt8] = []
    /// How many bytes there are, or would be.
    private(set) var count = 0
    private let isCounted: Bool

    /// An empty message; where its length alone is asked for, nothing is kept.
    init(countingOnly: Bool = false) {
        isCounted = countingOnly
    }

    mutating func append(_ field: Int, uint64 value: UInt64) {
        appendKey(field, wireType: 0)
        append(varint: value)
    }

    mutating func append(_ field: Int, sint32 value: Int) {
        append(field, uint64: Self.zigzag(Int64(value)))
    }

    mutating func append(_ field: Int, double value: Double) {
        appendKey(field, wireType: 1)
        count += 8
        if isCounted { return }
        for shift in stride(from: 0, to: 64, by: 8) {
            bytes.append(UInt8(truncatingIfNeeded: value.bitPattern >> UInt64(shift)))
        }
    }

    mutating func append(_ field: Int, string value: String) {
        append(field, length: value.utf8.count)
        count += value.utf8.count
        if !isCounted { bytes.append(contentsOf: value.utf8) }
    }

    mutating func append(_ field: Int, message build: (inout ProtobufMessage) -> Void) {
        var message = ProtobufMessage(countingOnly: isCounted)
        build(&message)
        append(field, length: message.count)
        count += message.count
        if !isCounted { bytes.append(contentsOf: message.bytes) }
    }

    /// A repeated field of `sint64`, packed; none for no values.
    mutating func append(_ field: Int, sint64s values: some Collection<Int64>) {
        guard !values.isEmpty else { return }
        append(field, length: values.reduce(0) { $0 + Self.length(varint: Self.zigzag($1)) })
        for value in values { append(varint: Self.zigzag(value)) }
    }

    private mutating func append(_ field: Int, length: Int) {
        appendKey(field, wireType: 2)
        append(varint: UInt64(length))
    }

    private mutating func appendKey(_ field: Int, wireType: Int) {
        append(varint: UInt64(field << 3 | wireType))
    }

    private mutating func append(varint number: UInt64) {
        count += Self.length(varint: number)
        if !isCounted { bytes.append(varint: number) }
    }

    /// Seven bits a byte, and a byte for 0.
    private static func length(varint number: UInt64) -> Int {
        max(1, (UInt64.bitWidth - number.leadingZeroBitCount + 6) / 7)
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
