/// Writes tickets as receipt handles and reads back only those it wrote itself.
///
/// A handle is 300 characters, about as long as those of SQS, made of 30 words of ten base64 digits: the ticket under a
/// key of this process, then filler that follows from it. So whatever another queue, process or typist wrote is
/// recognised by writing it again, and nothing has to be looked up or kept.
struct ReceiptHandles {
    static let length = wordCount * digitsPerWord

    private static let wordCount = 30
    private static let digitsPerWord = 10
    private static let wordMask: UInt64 = 1 << 60 - 1
    /// The queue's bits lie above the slot's in the first word.
    private static let slotBits: UInt64 = 32

    private let key: UInt64

    init(key: UInt64 = .random(in: .min ... .max)) {
        self.key = key
    }

    /// A handle of ``length`` base64 digits.
    func handle(for ticket: ReceiptTicket) -> [UInt8] {
        let place = (UInt64(ticket.queue) << Self.slotBits | UInt64(ticket.slot)) ^ scrambled(key)
        var word = place & Self.wordMask
        return [UInt8](capacity: Self.length) { text in
            append(word, to: &text)
            word = (UInt64(ticket.generation) ^ scrambled(word)) & Self.wordMask
            append(word, to: &text)
            for _ in 2..<Self.wordCount {
                word = scrambled(word ^ place)
                append(word, to: &text)
            }
        }
    }

    /// The ticket of a handle; throws `ReceiptHandleIsInvalid` when it is no handle of ours.
    func ticket(of handle: [UInt8]) throws(SQSError) -> ReceiptTicket {
        guard
            handle.count == Self.length,
            let first = word(at: 0, of: handle),
            let second = word(at: 1, of: handle)
        else { throw .receiptHandleIsInvalid }
        let place = (first ^ scrambled(key)) & Self.wordMask
        let ticket = ReceiptTicket(
            queue: UInt32(place >> Self.slotBits),
            slot: UInt32(truncatingIfNeeded: place),
            generation: UInt32(truncatingIfNeeded: second ^ scrambled(first))
        )
        guard self.handle(for: ticket) == handle else { throw .receiptHandleIsInvalid }
        return ticket
    }

    private func append(_ word: UInt64, to text: inout OutputSpan<UInt8>) {
        for digit in 0..<UInt64(Self.digitsPerWord) { text.append(Base64.alphabet[Int(word >> (6 * digit) & 63)]) }
    }

    private func word(at index: Int, of handle: [UInt8]) -> UInt64? {
        var word: UInt64 = 0
        for character in handle[index * Self.digitsPerWord..<(index + 1) * Self.digitsPerWord].reversed() {
            guard let digit = Base64.digit(of: character) else { return nil }
            word = word << 6 | UInt64(digit)
        }
        return word
    }

    /// SplitMix64's finaliser under the key: spreads every bit over all others; obscures, does not encrypt.
    private func scrambled(_ word: UInt64) -> UInt64 {
        var word = (word ^ key) &+ 0x9E37_79B9_7F4A_7C15
        word = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
        return (word ^ word >> 31) & Self.wordMask
    }
}
