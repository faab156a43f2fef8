import Instruments
import SQS
import Testing

@testable import Pipeline

@Suite struct EventOriginTests {
    private func message(traceHeader: String?) throws -> Message {
        let attributes = traceHeader.map { #""AWSTraceHeader":"\#($0)""# } ?? ""
        let answer =
            #"{"Messages":[{"MessageId":"m-1","ReceiptHandle":"r","Body":"b","Attributes":{\#(attributes)}}]}"#
        return try #require(ReceiveMessageAnswer(Array(answer.utf8)).messages.first)
    }

    @Test(arguments: ["Root=1-a;Parent=5;Sampled=1", "Parent=5;Root=1-a", "Sampled=0;Self=1-b;Root=1-a"])
    func `an exemplar tells the trace that its message names`(header: String) throws {
        #expect(try message(traceHeader: header).exemplarOrigin == .trace(id: "1-a"))
    }

    @Test(arguments: [
        nil, "", "Parent=5;Sampled=1", "Root=", "Root=;Sampled=1", "Root=two words", #"Root=\"quoted\""#,
        #"Root=back\\slash"#, "Root={1-a}", "Root=\u{E9}", #"Root=1\n2"#,
        "Root=" + String(repeating: "a", count: 121),
    ])
    func `where there is none that every parser takes, it tells the message`(header: String?) throws {
        #expect(try message(traceHeader: header).exemplarOrigin == .message(id: "m-1"))
    }

    @Test func `a trace may be as long as an exemplar's label`() throws {
        let id = String(repeating: "a", count: 120)
        #expect(try message(traceHeader: "Root=\(id)").exemplarOrigin == .trace(id: id))
    }

    @Test func `what is observed from a message leads to it`() throws {
        let histogram = try Registry().histogram("lag_seconds", help: "Lag.", buckets: [1])
        histogram.observe(0.5, from: EventOrigin(message: try message(traceHeader: nil), countedAtSeconds: 7))
        histogram.observe(2, from: EventOrigin(message: try message(traceHeader: "Root=1-a"), countedAtSeconds: 8))
        #expect(
            histogram.reading.exemplars == [
                Exemplar(origin: .message(id: "m-1"), value: 0.5, timestampSeconds: 7),
                Exemplar(origin: .trace(id: "1-a"), value: 2, timestampSeconds: 8),
            ]
        )
    }
}
