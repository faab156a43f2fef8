import Testing

@testable import LocalSQS

@Suite struct ReceiptHandlesTests {
    private let handles = ReceiptHandles(key: 42)

    @Test(arguments: [
        ReceiptTicket(queue: 0, slot: 0, generation: 0),
        ReceiptTicket(queue: 3, slot: 999_999, generation: 7),
        ReceiptTicket(queue: 1 << 27, slot: .max, generation: .max),
    ])
    func `read back what they wrote`(ticket: ReceiptTicket) throws {
        let handle = handles.handle(for: ticket)
        #expect(handle.count == 300)
        #expect(try handles.ticket(of: handle) == ticket)
    }

    @Test func `differ in more than a few characters from one receive to the next`() {
        let first = handles.handle(for: ReceiptTicket(queue: 0, slot: 1, generation: 1))
        let second = handles.handle(for: ReceiptTicket(queue: 0, slot: 1, generation: 2))
        #expect(zip(first, second).count { $0 != $1 } > 200)
    }

    @Test func `of another process are refused`() {
        let foreign = ReceiptHandles(key: 43).handle(for: ReceiptTicket(queue: 0, slot: 1, generation: 1))
        #expect(throws: SQSError.receiptHandleIsInvalid) { try handles.ticket(of: foreign) }
    }

    @Test(arguments: [0, 9, 10, 19, 20, 299]) func `with one character changed are refused`(index: Int) {
        var handle = handles.handle(for: ReceiptTicket(queue: 0, slot: 1, generation: 1))
        handle[index] = handle[index] == UInt8(ascii: "A") ? UInt8(ascii: "B") : UInt8(ascii: "A")
        #expect(throws: SQSError.receiptHandleIsInvalid) { try handles.ticket(of: handle) }
    }

    @Test(arguments: ["", "garbage", String(repeating: "A", count: 300), String(repeating: "~", count: 300)])
    func `that nobody wrote are refused`(text: String) {
        #expect(throws: SQSError.receiptHandleIsInvalid) { try handles.ticket(of: Array(text.utf8)) }
    }
}
