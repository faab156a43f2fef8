import FoundationEssentials

extension FaultPlan {
    /// Reads a file of faults.
    ///
    ///     {"seed": 7,
    ///      "faults": [{"kind": "answer", "status": 503, "on": "ReceiveMessage", "rate": 0.1}],
    ///      "outages": [{"afterSeconds": 10, "forSeconds": 5}],
    ///      "clockSkew": {"seconds": -600, "refusal": "RequestTimeTooSkewed"}}
    ///
    /// - Throws: every mistake there is; an unknown member is one.
    package init(json: [UInt8]) throws(FaultFileError) {
        let file: FaultFile
        do {
            file = try JSONDecoder().decode(FaultFile.self, from: Data(json))
        } catch {
            throw FaultFileError(mistakes: ["the file is no JSON object; write {\"faults\": […]}"])
        }
        guard file.mistakes.isEmpty else { throw FaultFileError(mistakes: file.mistakes) }
        self = file.plan
    }
}

private struct FaultFile: Decodable {
    var plan = FaultPlan.none
    let mistakes: [String]

    init(from decoder: any Decoder) throws {
        var file = try StrictObject(decoder, at: "")
        plan.seed = file.seed("seed") ?? plan.seed
        plan.faults = file.objects("faults") { Fault(&$0) }
        plan.outages = file.objects("outages") { Outage(&$0) }
        plan.clockSkew = file.object("clockSkew") { ClockSkew(&$0) }
        file.finish()
        mistakes = file.mistakes
    }
}

extension Outage {
    fileprivate init?(_ object: inout StrictObject) {
        let after = object.number("afterSeconds", in: 0...86_400)
        guard let length = object.number("forSeconds", in: 0...86_400) else {
            object.demand("forSeconds", "is missing; write how many seconds the outage lasts")
            return nil
        }
        self.init(afterSeconds: after ?? 0, forSeconds: length)
    }
}

extension ClockSkew {
    fileprivate init?(_ object: inout StrictObject) {
        let refusal = object.choice("refusal", Refusal.allCases)
        guard let seconds = object.integer("seconds", in: -31_536_000...31_536_000) else {
            object.demand("seconds", "is missing; write how many seconds the clock is ahead")
            return nil
        }
        self.init(seconds: seconds, refusal: refusal)
    }
}
