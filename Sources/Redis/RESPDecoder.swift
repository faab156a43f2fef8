import NIOCore

/// Makes values of the bytes a server sends, in whatever pieces they arrive.
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

    private struct Frame {
        enum Kind { case array, push, attribute }
        var kind: Kind
        var missing: Int
        var members: [RESPValue] = []
    }

    private enum Body { case string, error, verbatim }

    private let limits: Limits
    private var input = ByteBuffer()
    private var open: [Frame] = []
    private var body: (kind: Body, length: Int)?
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

    /// Reads one scalar or empty aggregate, opening the frames that lead to it.
    private mutating func readValue() throws(RESPError) -> RESPValue? {
        while true {
            if let body { return try readBody(body.kind, length: body.length) }
            guard let line = try readLine() else { return nil }
            if let value = try begin(line) { return value }
        }
    }

    /// Adds a value to the innermost frame, and that to the next if it is full; returns what is in none.
    private mutating func close(with value: RESPValue) -> RESPValue? {
        var value = value
        while var frame = open.popLast() {
            frame.members.append(value)
            frame.missing -= 1
            if frame.missing > 0 {
                open.append(frame)
                return nil
            }
            switch frame.kind {
            case .array: value = .array(frame.members)
            case .push: value = .push(frame.members)
            // It speaks about the value that follows, in whose frame it stands without being counted.
            case .attribute: return nil
            }
        }
        return value
    }

    /// Understands a line; nil when it is the head of more.
    private mutating func begin(_ line: [UInt8]) throws(RESPError) -> RESPValue? {
        guard let type = line.first else { throw .malformed }
        let rest = Array(line.dropFirst())
        switch type {
        case UInt8(ascii: "+"), UInt8(ascii: "("): return .string(rest)
        case UInt8(ascii: "-"): return .error(RedisRefusal(line: rest))
        case UInt8(ascii: ":"): return .integer(try integer(rest))
        case UInt8(ascii: ","): return .double(try double(rest))
        case UInt8(ascii: "_"): return .null
        case UInt8(ascii: "#"): return .boolean(try boolean(rest))
        case UInt8(ascii: "$"): return try begin(.string, length: integer(rest))
        case UInt8(ascii: "!"): return try begin(.error, length: integer(rest))
        case UInt8(ascii: "="): return try begin(.verbatim, length: integer(rest))
        case UInt8(ascii: "*"), UInt8(ascii: "~"): return try begin(.array, count: integer(rest))
        case UInt8(ascii: ">"): return try begin(.push, count: integer(rest))
        case UInt8(ascii: "%"): return try begin(.array, count: pairs(rest))
        case UInt8(ascii: "|"): return try begin(.attribute, count: pairs(rest))
        default: throw .unknownType(type)
        }
    }

    private mutating func begin(_ kind: Body, length: Int64) throws(RESPError) -> RESPValue? {
        guard length >= 0 else { return length == -1 ? .null : try malformed() }
        guard length <= limits.bytes else { throw .tooLong }
        body = (kind, Int(length))
        return nil
    }

    private mutating func begin(_ kind: Frame.Kind, count: Int64) throws(RESPError) -> RESPValue? {
        guard count >= 0 else { return count == -1 ? .null : try malformed() }
        guard count <= valuesLeft else { throw .tooLong }
        guard count > 0 else {
            return switch kind {
            case .array: .array([])
            case .push: .push([])
            case .attribute: nil
            }
        }
        guard open.count < limits.depth else { throw .tooDeep }
        valuesLeft -= Int(count)
        open.append(Frame(kind: kind, missing: Int(count)))
        return nil
    }

    private mutating func readBody(_ kind: Body, length: Int) throws(RESPError) -> RESPValue? {
        guard input.readableBytes >= length + 2 else { return nil }
        guard let bytes = input.readBytes(length: length), input.readBytes(length: 2) == [0x0D, 0x0A]
        else { throw .malformed }
        body = nil
        return switch kind {
        case .string: .string(bytes)
        case .error: .error(RedisRefusal(line: bytes))
        // Three letters and a colon tell how to show it.
        case .verbatim: .string(Array(bytes.dropFirst(4)))
        }
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

    func malformed<Value>() throws(RESPError) -> Value { throw .malformed }
}
