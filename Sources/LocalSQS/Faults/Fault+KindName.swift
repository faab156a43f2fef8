extension Fault {
    /// A kind without what belongs to it: its name in a file and in counts.
    package enum KindName: String, CaseIterable, Sendable {
        case answer
        case throttle
        case accessDenied = "access-denied"
        case expiredToken = "expired-token"
        case kms
        case missingQueue = "missing-queue"
        case overLimit = "over-limit"
        case reset
        case empty
        case hold
        case cut
        case truncated
        case slow
        case wrongMD5 = "wrong-md5"
        case duplicate
        case deliverTwice = "deliver-twice"
        case undeletable
        case redeliverDeleted = "redeliver-deleted"
        case failEntry = "fail-entry"
        case invalidHandle = "invalid-handle"
    }
}

extension Fault.KindName {
    /// Whether it happens to a request as a whole, of which each meets one such fault at most.
    var concernsRequests: Bool {
        switch self {
        case .answer, .throttle, .accessDenied, .expiredToken, .kms, .missingQueue, .overLimit, .reset, .empty, .hold,
            .cut, .truncated, .slow:
            true
        case .wrongMD5, .duplicate, .deliverTwice, .undeletable, .redeliverDeleted, .failEntry, .invalidHandle: false
        }
    }

    /// When it can happen.
    var phases: [Fault.Phase] {
        switch self {
        case .answer, .throttle, .accessDenied, .expiredToken, .kms, .missingQueue, .overLimit, .reset, .empty, .hold,
            .failEntry:
            [.before, .after]
        case .cut, .truncated, .slow, .wrongMD5, .duplicate, .deliverTwice: [.after]
        case .undeletable, .redeliverDeleted, .invalidHandle: [.before]
        }
    }

    /// Where it can happen; nil is everywhere.
    var operations: [OperationName]? {
        switch self {
        case .answer, .throttle, .accessDenied, .expiredToken, .kms, .missingQueue, .reset, .empty, .hold, .cut,
            .truncated, .slow:
            nil
        case .overLimit, .duplicate, .deliverTwice, .undeletable: [.receiveMessage]
        case .wrongMD5: [.receiveMessage, .sendMessage, .sendMessageBatch]
        case .redeliverDeleted: [.deleteMessage, .deleteMessageBatch]
        case .failEntry: [.changeMessageVisibilityBatch, .deleteMessageBatch, .sendMessageBatch]
        case .invalidHandle:
            [.changeMessageVisibility, .changeMessageVisibilityBatch, .deleteMessage, .deleteMessageBatch]
        }
    }
}

extension Fault.Kind {
    /// Its name.
    package var name: Fault.KindName {
        switch self {
        case .answer: .answer
        case .throttle: .throttle
        case .accessDenied: .accessDenied
        case .expiredToken: .expiredToken
        case .kms: .kms
        case .missingQueue: .missingQueue
        case .overLimit: .overLimit
        case .reset: .reset
        case .empty: .empty
        case .hold: .hold
        case .cut: .cut
        case .truncated: .truncated
        case .slow: .slow
        case .wrongMD5: .wrongMD5
        case .duplicate: .duplicate
        case .deliverTwice: .deliverTwice
        case .undeletable: .undeletable
        case .redeliverDeleted: .redeliverDeleted
        case .failEntry: .failEntry
        case .invalidHandle: .invalidHandle
        }
    }
}
