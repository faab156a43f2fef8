/// What a server does wrong on purpose, and how often: what SQS does rarely, for tests that cannot wait for it.
///
/// It is drawn from a seed, each fault by itself, so that the same seed and the same requests in the same order meet the
/// same faults, and turning one fault on does not move the others.
package struct Misbehaviour: Sendable {
    /// Nothing goes wrong.
    package static let none = Misbehaviour(seed: 0)

    /// How often a message, when it is first received, is left behind for another receive as well, 0…1.
    package let duplicateRate: Double
    /// How often a delivery cannot be deleted, however often it is tried: the message is received once more, 0…1.
    package let deleteFailureRate: Double

    private var duplicates: SeededRandom
    private let deleteFailures: UInt64

    /// Faults at these rates; a rate of 0 is never, of 1 always.
    package init(seed: UInt64, duplicateRate: Double = 0, deleteFailureRate: Double = 0) {
        self.duplicateRate = duplicateRate
        self.deleteFailureRate = deleteFailureRate
        var seeds = SeededRandom(seed: seed)
        duplicates = SeededRandom(seed: seeds.next())
        deleteFailures = seeds.next()
    }

    /// Whether the message that is being received for the first time is to be received once more.
    mutating func deliversTwice() -> Bool { duplicates.happens(at: duplicateRate) }

    /// Whether this delivery cannot be deleted; the answer stays the same.
    func failsToDelete(_ ticket: ReceiptTicket) -> Bool {
        let delivery = UInt64(ticket.slot) << 32 | UInt64(ticket.generation)
        var random = SeededRandom(seed: deleteFailures ^ delivery)
        return random.happens(at: deleteFailureRate)
    }
}
