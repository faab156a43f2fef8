extension StallWatch {
    /// What a worker can be at.
    ///
    ///     step                                         seconds it can take
    ///     receiving                                    150   three attempts of 30 s, and the waits between them
    ///     recording, deleting, giving back             300   up to 11 calls, of which one has three attempts, of 10 s
    ///     extending                                    120   three attempts of 10 s, and the waits between them
    ///     backing off                                  120   ``Backoff`` is 65 s at most
    ///     waiting for the ledger, deletions or room          as long as it has to be
    ///
    /// Who waits does nothing on purpose; what it waits for is a step of others, or is tried again at the pace of
    /// ``Backoff``.
    enum Step: String, Sendable {
        case receiving
        case recording
        case deleting
        case givingBack = "giving messages back"
        case extending = "extending the visibility of messages"
        case backingOff = "backing off"
        case waitingForLedger = "waiting for the ledger"
        case waitingForDeletions = "waiting for deletions to work"
        case waitingForRoom = "waiting for room in MAX_MESSAGES_IN_FLIGHT"

        /// What it cannot take longer than; nil where it may take any time.
        var limitSeconds: Double? {
            switch self {
            case .receiving: 150
            case .recording, .deleting, .givingBack: 300
            case .extending, .backingOff: 120
            case .waitingForLedger, .waitingForDeletions, .waitingForRoom: nil
            }
        }

        /// Whether it stands against receiving while everything works as it should.
        var isHeldBack: Bool {
            switch self {
            case .waitingForDeletions, .waitingForRoom: true
            case .receiving, .recording, .deleting, .givingBack, .extending, .backingOff, .waitingForLedger: false
            }
        }
    }
}
