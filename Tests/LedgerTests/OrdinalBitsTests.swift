import Testing

@testable import Ledger

@Suite struct OrdinalBitsTests {
    @Test func `what is set is handed out in order, what is outside is not kept`() throws {
        let bits = try #require(OrdinalBits(100..<1000))
        for ordinal in [99, 100, 163, 164, 999, 5000, .min, .max] as [Int64] { bits[ordinal] = true }
        bits[163] = false
        var set: [Int64] = []
        bits.forEachSet { set.append($0) }
        #expect(set == [100, 164, 999])
    }

    @Test func `a range beyond reason is refused`() {
        #expect(OrdinalBits(1..<Int64.max) == nil)
        #expect(OrdinalBits(Int64.min..<Int64.max) == nil)
    }
}
