extension Fault {
    /// Reads one element of `faults`; nil when it is a mistake.
    ///
    ///     {"kind": "reset", "on": "DeleteMessageBatch", "phase": "after", "rate": 0.1, "skip": 2, "times": 3}
    init?(_ object: inout StrictObject) {
        let rate = object.number("rate", in: 0...1)
        let skip = object.integer("skip", in: 0...Int(Int32.max))
        let times = object.integer("times", in: 1...Int(Int32.max))
        guard let name = object.choice("kind", KindName.allCases) else {
            object.demand("kind", "is missing; write one of \(KindName.names)")
            object.giveUp()
            return nil
        }
        let operation = object.choice("on", name.operations ?? OperationName.allCases)
        let phase = name.phases.count > 1 ? object.choice("phase", Phase.allCases) : nil
        let kind = Kind(name, &object)
        self.init(kind, on: operation, phase: phase ?? .before, rate: rate ?? 1, skip: skip ?? 0, times: times)
    }
}

extension Fault.KindName {
    fileprivate static var names: String { allCases.map(\.rawValue).joined(separator: ", ") }
}

extension Fault.Kind {
    /// Reads what belongs to a kind; what is absent or a mistake has its default.
    fileprivate init(_ name: Fault.KindName, _ object: inout StrictObject) {
        switch name {
        case .answer:
            let status = object.integer("status", in: 400...599) ?? 503
            let body = object.text("code").map(Fault.AnswerBody.error) ?? .html
            self = .answer(status: status, body, retryAfterMilliseconds: Self.retryAfter(&object))
        case .throttle:
            let status = object.integer("status", in: 400...403) ?? 400
            if status != 400, status != 403 { object.refuse("status", "is \(status); write 400 or 403") }
            self = .throttle(status: status, retryAfterMilliseconds: Self.retryAfter(&object))
        case .kms:
            let code = object.text("code") ?? Fault.kmsCodes[0]
            if !Fault.kmsCodes.contains(code) {
                object.refuse("code", "is \(code); write one of \(Fault.kmsCodes.joined(separator: ", "))")
            }
            self = .kms(code: code)
        case .hold: self = .hold(seconds: object.number("seconds", in: 0...3600) ?? 30)
        case .slow:
            self = .slow(
                bytes: object.integer("bytes", in: 1...1_048_576) ?? 100,
                everyMilliseconds: object.integer("everyMilliseconds", in: 1...60_000) ?? 100
            )
        case .failEntry: self = .failEntry(senderFault: object.flag("senderFault") ?? false)
        case .accessDenied: self = .accessDenied
        case .expiredToken: self = .expiredToken
        case .missingQueue: self = .missingQueue
        case .overLimit: self = .overLimit
        case .reset: self = .reset
        case .empty: self = .empty
        case .cut: self = .cut
        case .truncated: self = .truncated
        case .wrongMD5: self = .wrongMD5
        case .duplicate: self = .duplicate
        case .deliverTwice: self = .deliverTwice
        case .undeletable: self = .undeletable
        case .redeliverDeleted: self = .redeliverDeleted
        case .invalidHandle: self = .invalidHandle
        }
    }

    private static func retryAfter(_ object: inout StrictObject) -> Int? {
        object.integer("retryAfterMilliseconds", in: 0...3_600_000)
    }
}
