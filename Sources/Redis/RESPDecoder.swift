import NIOCore

/// Makes values of the bytes a server sends, in whatever pieces they arrive (RESP2, "Redis serialization protocol").
///
/// A server speaks RESP3 only to a client that asks for it, which this one does not.
///
/// Nothing is read twice: what is open is kept on a stack, so an answer of many pieces costs no more than one of a
/// single piece. Memory is taken for what has arrived and never for what a length promises.
package struct RESPDecoder {
    /// What a server may make us hold; far above anything this program asks for.
    package struct Limits: Sendable {
        /// Of one string.
        package var bytes = 64 << 20
        /// In one answer, however nested.
        package var values = 1 << 22
        /// Of arrays within each other.
        package var depth = 16

        /// The limits that connections have.
        package init() {}
    }

    private struct OpenArray {
        var missing: Int
        var members: [RESPValue] = []
    }

    private let limits: Limits
    private var input = ByteBuffer()
    private var open: [OpenArray] = []
    /// The length of the string whose bytes come next.
    private var stringLength: Int?
    private var valuesLeft: Int

    /// A decoder at the start of an answer.
    package init(limits: Limits = Limits()) {
        self.limits = limits
        valuesLeft = limits.values
    }

    /// Takes in what has arrived.
    package mutating func append(_ bytes: some Sequence<UInt8>) {
        input.writeBytes(bytes)
    }

    mutating func append(_ part: ByteBuffer) {
        if input.readableBytes == 0 {
            input = part
        } else {
            input.writeImmutableBuffer(part)
        }
    }

    /// The next whole answer; nil until more has arrived.
    package mutating func next() throws(RESPError) -> RESPValue? {
        while let value = try readValue() {
            if let answer = close(with: value) {
                valuesLeft = limits.values
                return answer
            }
        }
        return nil
    }

    /// Reads one scalar or empty array, opening the arrays that lead to it.
    private mutating func readValue() throws(RESPError) -> RESPValue? {
        while true {
            if let stringLength { return try readString(stringLength) }
            guard let line = try readLine() else { return nil }
            if let value = try begin(line) { return value }
        }
    }

    /// Adds a value to the innermost array, and that to the next if it is full; returns what is in none.
    private mutating func close(with value: RESPValue) -> RESPValue? {
        var value = value
        while var array = open.popLast() {
            array.members.append(value)
            array.missing -= 1
            if array.missing > 0 {
                open.append(array)
                return nil
            }
            value = .array(array.members)
        }
        return value
    }

    /// Understands a line; nil when it is the head of more.
    private mutating func begin(_ line: [UInt8]) throws(RESPError) -> RESPValue? {
        guard let type = line.first else { throw .malformed }
        let rest = Array(line.dropFirst())
        switch type {
        case UInt8(ascii: "+"): return .string(rest)
        case UInt8(ascii: "-"): return .error(RedisRefusal(line: rest))
        case UInt8(ascii: ":"): return .integer(try integer(rest))
        case UInt8(ascii: "$"): return try beginString(length: integer(rest))
        case UInt8(ascii: "*"): return try beginArray(count: integer(rest))
        default: throw .unknownType(type)
        }
    }

    private func integer(_ text: [UInt8]) throws(RESPError) -> Int64 {
        guard let number = Int64(String(decoding: text, as: UTF8.self)) else { throw .malformed }
        return number
    }

    private mutating func beginString(length: Int64) throws(RESPError) -> RESPValue? {
        guard length >= 0 else { return length == -1 ? .null : try malformed() }
        guard length <= limits.bytes else { throw .tooLong }
        stringLength = Int(length)
        return nil
    }

    private mutating func beginArray(count: Int64) throws(RESPError) -> RESPValue? {
        guard count >= 0 else { return count == -1 ? .null : try malformed() }
        guard count <= valuesLeft else { throw .tooLong }
        guard count > 0 else { return .array([]) }
        guard open.count < limits.depth else { throw .tooDeep }
        valuesLeft -= Int(count)
        open.append(OpenArray(missing: Int(count)))
        return nil
    }

    private mutating func readString(_ length: Int) throws(RESPError) -> RESPValue? {
        guard input.readableBytes >= length + 2 else { return nil }
        guard let bytes = input.readBytes(length: length), input.readBytes(length: 2) == [0x0D, 0x0A]
        else { throw .malformed }
        stringLength = nil
        return .string(bytes)
    }

    /// Heads are a few bytes and errors a line or two; beyond 64 KiB without an end it is something else.
    private mutating func readLine() throws(RESPError) -> [UInt8]? {
        let view = input.readableBytesView.prefix(Self.longestLine)
        guard let end = view.firstIndex(of: 0x0D) else {
            return view.count == Self.longestLine ? try malformed() : nil
        }
        guard end + 1 < input.writerIndex else { return nil }
        guard let line = input.readBytes(length: end - input.readerIndex), input.readBytes(length: 2) == [0x0D, 0x0A]
        else { throw .malformed }
        return line
    }

    private static let longestLine = 64 << 10

    private func malformed<Value>() throws(RESPError) -> Value { throw .malformed }
}
