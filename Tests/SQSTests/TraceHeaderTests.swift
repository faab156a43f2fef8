import SQS
import Testing

@Suite struct TraceHeaderTests {
    /// `AWSTraceHeader` as JSON; nil where the message has none.
    private func message(_ header: String?) throws -> Message {
        let attributes = header.map { #""SenderId":"AIDA","AWSTraceHeader":\#($0),"SentTimestamp":"7""# } ?? ""
        let answer =
            #"{"Messages":[{"MessageId":"m","ReceiptHandle":"r","Body":"b","Attributes":{\#(attributes)}}]}"#
        return try #require(ReceiveMessageAnswer(Array(answer.utf8)).messages.first)
    }

    @Test(arguments: [
        (
            #""Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1""#,
            "1-5759e988-bd862e3fe1be46a994272793"
        ),
        (#""Root=1-a""#, "1-a"), (#""Sampled=0;Root=1-a""#, "1-a"),
        (#""Self=1-b;Parent=5;Root=1-a;Lineage=x:0""#, "1-a"), (#"";;Root=1-a;;""#, "1-a"),
        (#""Root=1-a;Root=1-b""#, "1-a"), (#""\u0052oot=1\u002da""#, "1-a"), (#""Root=a=b""#, "a=b"),
    ])
    func `the trace is the root of the header, wherever in it that stands`(header: String, trace: String) throws {
        let message = try message(header)
        #expect(message.traceID == trace)
        #expect(message.sentMilliseconds == 7)
    }

    @Test(arguments: [
        nil, #""""#, #""Parent=53995c3f42cd8ad8;Sampled=1""#, #""Root""#, #""root=1-a""#, #""NoRoot=1-a""#,
        #""1-5759e988-bd862e3fe1be46a994272793""#, "null", "7", #"{"StringValue":"Root=1-a"}"#,
    ])
    func `a header without a root names no trace`(header: String?) throws {
        #expect(try message(header).traceID == nil)
    }

    @Test func `a root without a text is an empty trace`() throws {
        #expect(try message(#""Root=;Sampled=1""#).traceID?.isEmpty == true)
    }

    @Test func `the header is the attribute and no other member of that name`() throws {
        let answer = #"""
            {"Messages":[{"AWSTraceHeader":"Root=1-a","MessageId":"m","ReceiptHandle":"r","Body":"b",
            "MessageAttributes":{"AWSTraceHeader":"Root=1-b"},"Attributes":{"SenderId":"AIDA"}}]}
            """#
        let messages = try ReceiveMessageAnswer(Array(answer.utf8)).messages
        #expect(messages.map(\.traceID) == [nil])
    }

    @Test func `messages with a header and without one keep their own`() throws {
        let members = [#"{"AWSTraceHeader":"Root=1-a"}"#, "{}", #"{"SenderId":"x","AWSTraceHeader":"Root=1-b"}"#]
        let list = members.map { #"{"MessageId":"m","ReceiptHandle":"r","Body":"b","Attributes":\#($0)}"# }
        let answer = #"{"Messages":[\#(list.joined(separator: ","))]}"#
        #expect(try ReceiveMessageAnswer(Array(answer.utf8)).messages.map(\.traceID) == ["1-a", nil, "1-b"])
    }
}
