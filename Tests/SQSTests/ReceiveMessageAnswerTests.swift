import JSON
import SQS
import Testing

@Suite struct ReceiveMessageAnswerTests {
    @Test func `reads a message as SQS sends it`() throws {
        let message = try #require(
            messages(
                """
                {"Messages":[{"MessageId":"5fea7756-0ea4-451a-a703-a558b933e274","ReceiptHandle":"AQEB\\/+x==",
                "MD5OfBody":"bbdc5fdb8be7251f5c910905db994bab","Body":"Information about \\u0074he largest city in Any Region.",
                "Attributes":{"SenderId":"AIDA","SentTimestamp":"1677112427387","ApproximateReceiveCount":"3"},
                "MessageAttributes":{"City":{"StringValue":"Any City","DataType":"String"}}}]}
                """
            ).first
        )
        #expect(text(message.id) == "5fea7756-0ea4-451a-a703-a558b933e274")
        #expect(text(message.receiptHandle) == "AQEB/+x==")
        #expect(text(message.body) == "Information about the largest city in Any Region.")
        #expect(message.sentMilliseconds == 1_677_112_427_387)
        #expect(message.receiveCount == 3)
        #expect(!message.bodyIsIntact)
    }

    @Test func `reads ten messages in their order`() throws {
        let list = (0..<10).map { #"{"MessageId":"\#($0)","ReceiptHandle":"r\#($0)","Body":"{\"n\":\#($0)}"}"# }
        let messages = try messages(#"{"Messages":[\#(list.joined(separator: ","))]}"#)
        #expect(messages.map { text($0.id) } == (0..<10).map { "\($0)" })
        #expect(messages.map { text($0.receiptHandle) } == (0..<10).map { "r\($0)" })
        #expect(messages.map { text($0.body) } == (0..<10).map { "{\"n\":\($0)}" })
    }

    @Test func `reads members in any order, also when each message has another one`() throws {
        let members = [
            #""MessageId":"m""#, #""Unknown":[{"Body":"no"}]"#, #""Body":"b""#, #""ReceiptHandle":"h""#,
            #""Attributes":{"ApproximateReceiveCount":"2","Body":"no","SentTimestamp":"7"}"#, #""SentTimestamp":"9""#,
        ]
        let messages = members.indices.map { turn in
            "{" + (members[turn...] + members[..<turn]).joined(separator: turn.isMultiple(of: 2) ? "," : " , ") + "}"
        }
        let answer = try ReceiveMessageAnswer(Array(#"{"Messages":[\#(messages.joined(separator: ","))]}"#.utf8))
        #expect(answer.messages.count == members.count)
        for message in answer.messages {
            #expect(Array(message.id) == Array("m".utf8))
            #expect(Array(message.body) == Array("b".utf8))
            #expect(Array(message.receiptHandle) == Array("h".utf8))
            #expect(message.receiveCount == 2)
            #expect(message.sentMilliseconds == 7)
        }
    }

    @Test func `shares one buffer among all slices`() throws {
        let messages = try messages(#"{"Messages":[{"MessageId":"i","ReceiptHandle":"r","Body":"\n"}]}"#)
        let message = try #require(messages.first)
        #expect([message.id, message.receiptHandle, message.body].map(\.startIndex) == [27, 47, 58])
        #expect(message.body.count == 1)
    }

    @Test(
        arguments: [
            "", "{}", " { } ", #"{"Messages":null}"#, #"{"Messages":[]}"#,
            #"{"Messages":[ ],"Other":[{"MessageId":1}]}"#,
        ])
    func `takes an answer without messages for an empty queue`(answer: String) throws {
        #expect(try messages(answer).isEmpty)
    }

    @Test(arguments: [
        (#"{"ReceiptHandle":"r","Body":"b"}"#, "MessageId"),
        (#"{"MessageId":"","ReceiptHandle":"r","Body":"b"}"#, "MessageId"),
        (#"{"MessageId":"i","Body":"b"}"#, "ReceiptHandle"),
        (#"{"MessageId":"i","ReceiptHandle":"","Body":"b"}"#, "ReceiptHandle"),
        (#"{"MessageId":"i","ReceiptHandle":"r"}"#, "Body"), ("{}", "MessageId"),
    ])
    func `refuses a message without id, handle or body`(message: String, member: String) {
        #expect(throws: AnswerError.missing(member)) { try messages(#"{"Messages":[\#(message)]}"#) }
    }

    @Test func `takes a body without text`() throws {
        let messages = try messages(#"{"Messages":[{"MessageId":"i","ReceiptHandle":"r","Body":""}]}"#)
        #expect(messages.map(\.body.count) == [0])
    }

    @Test func `refuses an answer that is cut short anywhere`() throws {
        let answer = Array(
            #"{"Messages":[{"MessageId":"i","ReceiptHandle":"r","Body":"\u00e4","Attributes":{"A":"1"}}]}"#.utf8
        )
        #expect(try ReceiveMessageAnswer(answer).messages.count == 1)
        for length in 1..<answer.count {
            #expect(throws: AnswerError.self) { try ReceiveMessageAnswer(Array(answer[..<length])) }
        }
    }

    @Test(
        arguments: [
            ("[]", .wrongKind, 0), (#"{"Messages":{}}"#, .wrongKind, 12), (#"{"Messages":["m"]}"#, .wrongKind, 13),
            (#"{"Messages":[{"MessageId":1}]}"#, .wrongKind, 26), (#"{"Messages":[{"Body":null}]}"#, .wrongKind, 21),
            (#"{"Messages":[],}"#, .trailingComma, 15), (#"{"Messages":[]} {}"#, .unexpectedByte, 16),
            (#"{"Messages":[{"Body":"\ud800"}]}"#, .invalidEscape, 23), ("<html>502</html>", .unexpectedByte, 0),
        ] as [(String, JSONError, Int)]
    )
    func `says where an answer is malformed`(answer: String, error: JSONError, position: Int) {
        #expect(throws: AnswerError.malformed(error, at: position)) { try messages(answer) }
    }

    @Test(
        arguments: [
            (#""1700000000000""#, 1_700_000_000_000), (#""-5""#, nil), (#""\u0031""#, 1),
            (#""0999999999999999999""#, nil), (#""999999999999999999""#, 999_999_999_999_999_999),
            (#""1.5""#, nil), (#"" 1""#, nil), (#""1 ""#, nil), (#""""#, nil), (#""x""#, nil), ("17", nil),
            ("null", nil), ("[{}]", nil),
        ] as [(String, Int64?)]
    )
    func `reads attributes that are whole numbers, and does without the others`(json: String, value: Int64?) throws {
        let answer =
            #"{"Messages":[{"MessageId":"i","ReceiptHandle":"r","Body":"b","Attributes":{"SentTimestamp":\#(json)}}]}"#
        let message = try #require(messages(answer).first)
        #expect(message.sentMilliseconds == value)
        #expect(message.receiveCount == nil)
    }

    @Test(arguments: [
        (#""MD5OfBody":"5D41402ABC4B2A76B9719D911017C592","Body":"hello""#, true),
        (#""MD5OfBody":"5d41402abc4b2a76b9719d911017c592","Body":"h\u0065llo""#, true),
        (#""Body":"hello","MD5OfBody":"5d41402abc4b2a76b9719d911017c592""#, true),
        (#""Body":"","MD5OfBody":"d41d8cd98f00b204e9800998ecf8427e""#, true),
        (#""Body":"hello""#, true), (#""Body":"hello","MD5OfBody":null"#, true),
        (#""Body":"hellp","MD5OfBody":"5d41402abc4b2a76b9719d911017c592""#, false),
        (#""Body":"hello","MD5OfBody":"5d41402abc4b2a76b9719d911017c593""#, false),
        (#""Body":"hello","MD5OfBody":"5d41402abc4b2a76b9719d911017c59""#, false),
        (#""Body":"hello","MD5OfBody":"5d41402abc4b2a76b9719d911017c592 ""#, false),
        (#""Body":"hello","MD5OfBody":"""#, false),
    ])
    func `says whether the body has the MD5 it should have`(members: String, isIntact: Bool) throws {
        let message = try #require(messages(#"{"Messages":[{"MessageId":"i","ReceiptHandle":"r",\#(members)}]}"#).first)
        #expect(message.bodyIsIntact == isIntact)
    }

    @Test func `reads a body of 1 MiB in which every character is escaped`() throws {
        let body = String(repeating: #"\u007b"#, count: 1 << 20)
        let messages = try messages(#"{"Messages":[{"MessageId":"i","ReceiptHandle":"r","Body":"\#(body)"}]}"#)
        #expect(messages.first?.body.count == 1 << 20)
        #expect(messages.first?.body.allSatisfy { $0 == UInt8(ascii: "{") } == true)
    }

    private func messages(_ answer: String) throws -> [Message] {
        try ReceiveMessageAnswer(Array(answer.utf8)).messages
    }

    private func text(_ slice: ArraySlice<UInt8>) -> String {
        String(decoding: slice, as: UTF8.self)
    }
}
