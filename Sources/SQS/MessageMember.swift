import JSON

/// What is read of a message in an answer, its attributes included.
enum MessageMember: CaseIterable {
    case id, receiptHandle, bodyMD5, body, attributes, sentTimestamp, receiveCount, traceHeader

    var key: StaticString {
        switch self {
        case .id: "MessageId"
        case .receiptHandle: "ReceiptHandle"
        case .bodyMD5: "MD5OfBody"
        case .body: "Body"
        case .attributes: "Attributes"
        case .sentTimestamp: "SentTimestamp"
        case .receiveCount: "ApproximateReceiveCount"
        case .traceHeader: "AWSTraceHeader"
        }
    }

    init?(_ key: JSONString, in text: Span<UInt8>) {
        guard let member = Self.allCases.first(where: { key.equals($0.key, in: text) }) else { return nil }
        self = member
    }
}

/// In which order the members of a message come: a service writes all messages alike, so the last one tells of the
/// next.
struct MemberOrder {
    // A trace header, which few messages have, takes the place of another where all have it.
    private var members: InlineArray<7, MessageMember> = [
        .id, .receiptHandle, .bodyMD5, .body, .attributes, .sentTimestamp, .receiveCount,
    ]
    private var place = 0

    /// To be called before each message.
    mutating func startOver() { place = 0 }

    /// What comes next if this message is like the last.
    var guess: MessageMember? { place < members.count ? members[place] : nil }

    /// To be told where the guess was right.
    mutating func confirm() { place &+= 1 }

    /// To be told of each member that came.
    mutating func note(_ member: MessageMember) {
        guard place < members.count else { return }
        members[place] = member
        place += 1
    }
}

extension JSONScanner {
    /// Moves to the value of the next member that is read; nil is the end of the object.
    ///
    /// The members that are not read are skipped. A guess that is right is taken where it is asked for; only where none
    /// is, which is at the end of an object or in a new order, does it cost a call.
    @inline(__always)
    mutating func nextMember(
        in text: Span<UInt8>,
        order: inout MemberOrder
    ) throws(JSONError) -> MessageMember? {
        if let guess = order.guess, skipKey(of: guess, in: text) {
            order.confirm()
            return guess
        }
        return try unexpectedMember(in: text, order: &order)
    }

    @inline(never)
    private mutating func unexpectedMember(
        in text: Span<UInt8>,
        order: inout MemberOrder
    ) throws(JSONError) -> MessageMember? {
        while let key = try nextKey(in: text) {
            if let member = MessageMember(key, in: text) {
                order.note(member)
                return member
            }
            try skipValue(in: text)
        }
        return nil
    }

    /// Written out, so that each key is compared as the constant that it is.
    @inline(__always)
    private mutating func skipKey(of member: MessageMember, in text: Span<UInt8>) -> Bool {
        switch member {
        case .id: skipKey("MessageId", in: text)
        case .receiptHandle: skipKey("ReceiptHandle", in: text)
        case .bodyMD5: skipKey("MD5OfBody", in: text)
        case .body: skipKey("Body", in: text)
        case .attributes: skipKey("Attributes", in: text)
        case .sentTimestamp: skipKey("SentTimestamp", in: text)
        case .receiveCount: skipKey("ApproximateReceiveCount", in: text)
        case .traceHeader: skipKey("AWSTraceHeader", in: text)
        }
    }
}
