import JSON
import SQS
import Testing

@Suite struct BatchAnswerTests {
    @Test func `reads what failed, and why`() throws {
        let answer = """
            {"Successful":[{"Id":"0"},{"Id":"2"}],"Failed":[
            {"Id":"1","SenderFault":true,"Code":"ReceiptHandleIsInvalid","Message":"The receipt handle \\"x\\/y\\" is…"},
            {"Code":"com.amazonaws.sqs#InternalError","SenderFault":false,"Id":"3","Extra":[1,{"a":2}]}]}
            """
        #expect(
            try failures(answer, entries: 4) == [
                BatchFailure(
                    index: 1,
                    code: "ReceiptHandleIsInvalid",
                    message: #"The receipt handle "x/y" is…"#,
                    isSenderFault: true
                ),
                BatchFailure(index: 3, code: "InternalError", isSenderFault: false),
            ]
        )
    }

    @Test(
        arguments: [
            #"{"Successful":[{"Id":"0"}]}"#, #"{"Successful":[{"Id":"0"}],"Failed":[]}"#,
            #"{"Failed":null,"Successful":[{"Id":"0","MessageId":"5fea"}]}"#,
            #"{"Successful":[{"MessageId":"5fea","Id":"0"}]}"#, #"{"Successful": [ { "Id" : "0" } ] }"#,
            #"{"Successful":[{"\u0049d":"0","Code":5}]}"#,
        ])
    func `takes a missing list of failures for an empty one`(answer: String) throws {
        #expect(try failures(answer, entries: 1).isEmpty)
    }

    @Test(arguments: ["{}", #"{"Successful":[],"Failed":[]}"#, #"{"Failed":null,"Successful":null}"#])
    func `an entry that is in neither list has not succeeded`(answer: String) throws {
        #expect(
            try failures(answer, entries: 1) == [
                BatchFailure(index: 0, code: BatchAnswer.unconfirmed, isSenderFault: false)
            ]
        )
    }

    @Test func `an entry that has failed twice has failed once`() throws {
        let entry = #"{"Id":"0","SenderFault":false,"Code":"InternalError"}"#
        #expect(try failures(#"{"Failed":[\#(entry),\#(entry)]}"#, entries: 1).map(\.index) == [0])
    }

    @Test func `an escaped digit is an id too`() throws {
        #expect(try failures(#"{"Successful":[{"Id":"\u0030"}]}"#, entries: 1).isEmpty)
    }

    @Test func `of long words it keeps a line of two hundred characters`() throws {
        let words = String(repeating: "a\\n", count: 1000)
        let entry = #"{"Id":"0","SenderFault":false,"Code":"\#(words)","Message":"\#(words)"}"#
        let failure = try #require(try failures(#"{"Failed":[\#(entry)]}"#, entries: 1).first)
        #expect(failure.code.count == 201)
        #expect(failure.message == String(repeating: "a ", count: 100) + "…")
    }

    @Test func `refuses the success of an entry that was not sent`() {
        #expect(throws: AnswerError.missing("Id")) { try failures(#"{"Successful":[{"Id":"1"}]}"#, entries: 1) }
    }

    @Test(arguments: ["4", "10", "-1", "", "x", " 1", "+1", "01", "1.0", "99999999999999999999"])
    func `refuses the failure of an entry that was not sent`(id: String) {
        let answer = #"{"Failed":[{"Id":"\#(id)","SenderFault":true,"Code":"C"}]}"#
        #expect(throws: AnswerError.missing("Id")) { try failures(answer, entries: 4) }
    }

    @Test func `refuses a failure without id or code`() {
        #expect(throws: AnswerError.missing("Id")) { try failures(#"{"Failed":[{"Code":"C"}]}"#, entries: 1) }
        #expect(throws: AnswerError.missing("Code")) { try failures(#"{"Failed":[{"Id":"0"}]}"#, entries: 1) }
        #expect(throws: AnswerError.missing("Code")) { try failures(#"{"Failed":[{"Id":"0","Code":""}]}"#, entries: 1) }
        let blank = ##"{"Failed":[{"Id":"0","Code":"# "}]}"##
        #expect(throws: AnswerError.missing("Code")) { try failures(blank, entries: 1) }
    }

    @Test(
        arguments: [
            ("", .truncated, 0), ("[]", .wrongKind, 0), (#"{"Failed":{}}"#, .wrongKind, 10),
            (#"{"Failed":[1]}"#, .wrongKind, 11),
            (#"{"Failed":[{"Id":0}]}"#, .wrongKind, 17), (#"{"Failed":[{"SenderFault":"true"}]}"#, .wrongKind, 26),
            (#"{"Failed":["#, .truncated, 11), (#"{"Failed":[]}}"#, .unexpectedByte, 13),
        ] as [(String, JSONError, Int)]
    )
    func `says where an answer is malformed`(answer: String, error: JSONError, position: Int) {
        #expect(throws: AnswerError.malformed(error, at: position)) { try failures(answer, entries: 1) }
    }

    private func failures(_ answer: String, entries: Int) throws -> [BatchFailure] {
        try BatchAnswer(Array(answer.utf8), entries: entries).failures
    }
}
