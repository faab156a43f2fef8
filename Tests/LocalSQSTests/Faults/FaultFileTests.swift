import LocalSQS
import Testing

/// The file of `local-queue --faults`.
@Suite struct FaultFileTests {
    @Test func `says everything there is to say`() throws {
        let plan = try read(
            """
            {"seed": 7,
             "faults": [{"kind": "reset", "on": "DeleteMessageBatch", "phase": "after", "rate": 0.25, "skip": 2, "times": 3}],
             "outages": [{"afterSeconds": 10, "forSeconds": 0.5}],
             "clockSkew": {"seconds": -600, "refusal": "RequestTimeTooSkewed"}}
            """
        )
        let expected = FaultPlan(
            seed: 7,
            faults: [Fault(.reset, on: .deleteMessageBatch, phase: .after, rate: 0.25, skip: 2, times: 3)],
            outages: [Outage(afterSeconds: 10, forSeconds: 0.5)],
            clockSkew: ClockSkew(seconds: -600, refusal: .requestTimeTooSkewed)
        )
        #expect(plan == expected)
        #expect(try read("{}") == .none)
    }

    @Test(arguments: [
        (
            #"{"kind": "answer", "status": 500, "code": "Oops", "retryAfterMilliseconds": 9}"#,
            Fault.Kind.answer(status: 500, .error("Oops"), retryAfterMilliseconds: 9)
        ),
        (#"{"kind": "answer"}"#, .answer(status: 503, .html)),
        (
            #"{"kind": "throttle", "status": 403, "retryAfterMilliseconds": 9}"#,
            .throttle(status: 403, retryAfterMilliseconds: 9)
        ),
        (#"{"kind": "throttle"}"#, .throttle()),
        (#"{"kind": "kms", "code": "KmsDisabled"}"#, .kms(code: "KmsDisabled")),
        (#"{"kind": "hold", "seconds": 2.5}"#, .hold(seconds: 2.5)),
        (#"{"kind": "slow", "bytes": 7, "everyMilliseconds": 3}"#, .slow(bytes: 7, everyMilliseconds: 3)),
        (#"{"kind": "fail-entry", "senderFault": true}"#, .failEntry(senderFault: true)),
    ])
    func `says what belongs to a kind`(fault: String, kind: Fault.Kind) throws {
        #expect(try read(#"{"faults": [\#(fault)]}"#).faults == [Fault(kind)])
    }

    @Test(arguments: Fault.KindName.allCases)
    func `knows every kind by its name alone`(name: Fault.KindName) throws {
        #expect(try read(#"{"faults": [{"kind": "\#(name.rawValue)"}]}"#).faults.map(\.kind.name) == [name])
    }

    @Test(arguments: [
        ("[]", "the file is no JSON object; write {\"faults\": […]}"),
        ("{", "the file is no JSON object; write {\"faults\": […]}"),
        (#"{"fault": []}"#, "fault is unknown here; write one of clockSkew, faults, outages, seed"),
        (#"{"seed": -1}"#, "seed is of the wrong type; write a whole number that is not negative"),
        (#"{"faults": {}}"#, "faults is no array; write [{…}, …]"),
        (#"{"faults": [7]}"#, "faults[0] is no object; write {…}"),
        (#"{"faults": [{"rate": 1}]}"#, "faults[0].kind is missing; write one of answer, throttle,"),
        (#"{"faults": [{"kind": "reste"}]}"#, "faults[0].kind is reste; write one of answer, throttle,"),
        (
            #"{"faults": [{"kind": "reset"}, {"kind": "reset", "rate": 1.5}]}"#,
            "faults[1].rate is 1.5; write a number from 0.0 to 1.0"
        ),
        (#"{"faults": [{"kind": "reset", "rate": -0.1}]}"#, "faults[0].rate is -0.1; write"),
        (#"{"faults": [{"kind": "reset", "rate": "often"}]}"#, "faults[0].rate is of the wrong type; write a number"),
        (#"{"faults": [{"kind": "reset", "times": 0}]}"#, "faults[0].times is 0; write a whole number from 1"),
        (
            #"{"faults": [{"kind": "reset", "times": 1.5}]}"#,
            "faults[0].times is of the wrong type; write a whole number"
        ),
        (
            #"{"faults": [{"kind": "reset", "when": 1}]}"#,
            "faults[0].when is unknown here; write one of kind, on, phase,"
        ),
        (#"{"faults": [{"kind": "reset", "on": "Receive"}]}"#, "faults[0].on is Receive; write one of ChangeMessage"),
        (
            #"{"faults": [{"kind": "duplicate", "on": "SendMessage"}]}"#,
            "faults[0].on is SendMessage; write one of ReceiveMessage"
        ),
        (#"{"faults": [{"kind": "cut", "phase": "before"}]}"#, "faults[0].phase is unknown here; write one of"),
        (
            #"{"faults": [{"kind": "reset", "phase": "during"}]}"#,
            "faults[0].phase is during; write one of before, after"
        ),
        (#"{"faults": [{"kind": "reset", "status": 500}]}"#, "faults[0].status is unknown here; write one of"),
        (
            #"{"faults": [{"kind": "answer", "status": 200}]}"#,
            "faults[0].status is 200; write a whole number from 400 to 599"
        ),
        (#"{"faults": [{"kind": "throttle", "status": 401}]}"#, "faults[0].status is 401; write 400 or 403"),
        (#"{"faults": [{"kind": "kms", "code": "Kms"}]}"#, "faults[0].code is Kms; write one of KmsAccessDenied,"),
        (
            #"{"outages": [{"afterSeconds": 1}]}"#,
            "outages[0].forSeconds is missing; write how many seconds the outage lasts"
        ),
        (#"{"clockSkew": {}}"#, "clockSkew.seconds is missing; write how many seconds the clock is ahead"),
        (#"{"clockSkew": {"seconds": 1, "refusal": "no"}}"#, "clockSkew.refusal is no; write one of InvalidSignature"),
        (#"{"clockSkew": 5}"#, "clockSkew is no object; write {…}"),
    ])
    func `names what is wrong and the cure`(file: String, mistake: String) throws {
        let error = try #require(throws: FaultFileError.self) { try read(file) }
        #expect(error.mistakes.count == 1, "\(error)")
        #expect(error.mistakes.first?.hasPrefix(mistake) == true, "\(error)")
    }

    @Test func `names all that is wrong at once`() throws {
        let error = try #require(throws: FaultFileError.self) {
            try read(#"{"faults": [{"kind": "reset", "rate": 2, "on": "x"}, {"kind": "y"}], "outage": []}"#)
        }
        #expect(error.mistakes.count == 4, "\(error)")
    }

    private func read(_ text: String) throws -> FaultPlan {
        try FaultPlan(json: Array(text.utf8))
    }
}
