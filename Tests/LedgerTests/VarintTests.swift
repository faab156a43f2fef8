import Testing

@testable import Ledger

@Suite struct VarintTests {
    @Test func `numbers come back as they were`() {
        let numbers: [UInt64] = [0, 1, 127, 128, 300, 16_383, 16_384, 1 << 35, .max - 1, .max]
        var bytes: [UInt8] = []
        for number in numbers { Varint.append(number, to: &bytes) }
        var read: [UInt64] = []
        #expect(Varint.read(bytes) { read.append($0) })
        #expect(read == numbers)
    }

    @Test(arguments: [[0x80], [0x01, 0xFF], Array(repeating: 0x80, count: 11)] as [[UInt8]])
    func `a number that is cut off or too long is noticed`(bytes: [UInt8]) {
        #expect(!Varint.read(bytes) { _ in })
    }
}
