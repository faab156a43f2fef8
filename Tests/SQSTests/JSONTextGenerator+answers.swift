import Support

extension JSONTextGenerator {
    /// An answer to ReceiveMessage with up to three messages, half of them spoilt.
    mutating func receiveMessageAnswer() -> [UInt8] {
        space()
        raw("{")
        if random.onceIn(10) { raw(#""Other":"#); value(depth: 2); raw(",") }
        raw(#""Messages":"#)
        space()
        if random.onceIn(20) {
            raw(random.element(of: ["null", "[]", "{}", "1"]))
        } else {
            raw("[")
            for index in 0...random.below(3) {
                if index > 0 { raw(",") }
                message()
            }
            raw("]")
        }
        raw("}")
        var answer = take()
        if random.onceIn(2) { spoil(&answer) }
        return answer
    }

    private mutating func message() {
        var members = [0, 1, 2]
        if random.onceIn(2) { members.append(3) }
        if random.onceIn(2) { members.append(4) }
        if random.onceIn(5) { members.append(5) }
        if random.onceIn(60) { members.remove(at: random.below(members.count)) }
        members.shuffle(using: &random)
        let body = random.element(of: AnswerOracle.bodyTexts)
        space()
        raw("{")
        for (index, member) in members.enumerated() {
            if index > 0 { raw(",") }
            space()
            self.member(member, body: body)
            space()
        }
        raw("}")
    }

    private mutating func member(_ number: Int, body: String) {
        let keys = ["MessageId", "ReceiptHandle", "Body", "MD5OfBody", "Attributes", "MessageAttributes"]
        string(keys[number], escapingOnceIn: 60)
        space()
        raw(":")
        space()
        guard !random.onceIn(80) else { return value(depth: 2) }
        switch number {
        case 0: string("5fea7756-0ea4-451a-a703-\(random.below(1_000_000))", escapingOnceIn: 100)
        case 1: string(handle(), escapingOnceIn: 100)
        case 2: string(body, escapingOnceIn: random.element(of: [1, 3, 20, 1_000]))
        case 3: md5(of: body)
        case 4: attributes()
        default: value(depth: 3)
        }
    }

    private mutating func handle() -> String {
        String((0..<random.below(100)).map { _ in random.element(of: Array("ABCxyz019+/=")) })
    }

    private mutating func md5(of body: String) {
        guard !random.onceIn(20) else { return raw("null") }
        let digits = random.onceIn(5) ? "" : AnswerOracle.bodies[body] ?? ""
        string(random.onceIn(2) ? digits.uppercased() : digits, escapingOnceIn: 50)
    }

    private mutating func attributes() {
        guard !random.onceIn(20) else { return raw("null") }
        var members = [0]
        if random.onceIn(2) { members.append(1) }
        if random.onceIn(2) { members.append(2) }
        members.shuffle(using: &random)
        raw(#"{"SenderId":"AIDA""#)
        for member in members {
            raw(random.onceIn(2) ? "," : ", ")
            attribute(member)
        }
        raw("}")
    }

    private mutating func attribute(_ number: Int) {
        let keys = ["SentTimestamp", "ApproximateReceiveCount", "AWSTraceHeader"]
        string(keys[number], escapingOnceIn: 100)
        raw(random.onceIn(2) ? ":" : " :")
        guard !random.onceIn(80) else { return value(depth: 2) }
        switch number {
        case 0: string("\(1_700_000_000_000 + random.below(1_000_000_000))", escapingOnceIn: 50)
        case 1: string("\(random.below(1_000))")
        default: string(traceHeader(), escapingOnceIn: 50)
        }
    }

    private mutating func traceHeader() -> String {
        var fields = ["Root=1-5759e988-\(random.below(1_000_000))", "Parent=53995c3f42cd8ad8", "Sampled=1"]
        if random.onceIn(5) { fields[0] = random.element(of: ["Root=", "Root", "Root=ключ", "root=1", "Root=a=b"]) }
        if random.onceIn(10) { fields.removeFirst() }
        if random.onceIn(10) { fields.append(random.element(of: ["Root=1-b", "", "Self=1-c"])) }
        fields.shuffle(using: &random)
        return fields.joined(separator: ";")
    }
}
