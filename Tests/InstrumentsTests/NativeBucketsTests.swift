import Foundation
import Testing

@testable import Instruments

@Suite struct NativeBucketsTests {
    @Test(arguments: NativeBuckets.coarsestSchema...NativeBuckets.finestSchema)
    func `each value is in the bucket whose bounds it lies between`(schema: Int) {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<20_000 {
            let value = exp2(Double.random(in: -127...1023, using: &random))
            let index = Double(NativeBuckets.index(of: value, schema: schema))
            let width = exp2(-Double(schema))
            // The library's own rounding decides on a bound; a hair to each side of it both may be right.
            #expect(value > exp2((index - 1) * width) * (1 - 1e-14), "\(value)")
            #expect(value <= exp2(index * width) * (1 + 1e-14), "\(value)")
        }
    }

    @Test(
        arguments: [
            (1, 3, 0), (1.0000000000000002, 3, 1), (2, 3, 8), (0.5, 3, -8), (1.0905077326652577, 3, 1),
            (1.0905077326652579, 3, 2), (1.8340080864093424, 3, 8), (4, 0, 2), (4.1, 0, 3), (3, 0, 2), (65536, -4, 1),
            (65537, -4, 2), (1, -4, 0), (0.9, -4, 0), (.infinity, 3, 8193), (.greatestFiniteMagnitude, 3, 8192),
            (.infinity, 0, 1025), (.leastNormalMagnitude, 0, -1022), (.infinity, -4, 65),
        ] as [(Double, Int, Int32)]
    )
    func `bounds belong to the bucket below them`(value: Double, schema: Int, index: Int32) {
        #expect(NativeBuckets.index(of: value, schema: schema) == index)
    }

    @Test func `zero has a bucket of its own, and NaN has none`() {
        var buckets = NativeBuckets()
        for value in [0, -0.0, 0x1p-128, -0x1p-128, 1e-300, .nan] { buckets.add(value) }
        #expect(buckets.zeroCount == 5)
        #expect(buckets.positive.indexes.isEmpty && buckets.negative.indexes.isEmpty)
        buckets.add(0x1.0000000000001p-128)
        buckets.add(-0x1.0000000000001p-128)
        #expect(buckets.positive.counts == [1] && buckets.negative.counts == [1])
    }

    @Test func `whatever comes, there are no more buckets than the limit, and nothing is forgotten`() {
        var buckets = NativeBuckets()
        var random = SystemRandomNumberGenerator()
        for _ in 0..<50_000 {
            let value = Double(bitPattern: random.next())
            buckets.add(value.isNaN ? .infinity : value)
            #expect(buckets.positive.indexes.count + buckets.negative.indexes.count <= NativeBuckets.limit)
        }
        let total = buckets.zeroCount + buckets.positive.counts.reduce(0, +) + buckets.negative.counts.reduce(0, +)
        #expect(total == 50_000)
        #expect(buckets.schema >= NativeBuckets.coarsestSchema)
    }

    @Test func `halving sorts as the coarser schema would have`() {
        var random = SystemRandomNumberGenerator()
        let values = (0..<500).map { _ in exp2(Double.random(in: -40...40, using: &random)) }
        var buckets = NativeBuckets()
        for value in values { buckets.add(value) }
        let schema = buckets.schema
        #expect(schema < NativeBuckets.finestSchema)
        var counts: [Int32: UInt64] = [:]
        for value in values { counts[NativeBuckets.index(of: value, schema: schema), default: 0] += 1 }
        #expect(counts == Dictionary(uniqueKeysWithValues: zip(buckets.positive.indexes, buckets.positive.counts)))
    }

    @Test func `what is stored comes back as it was`() {
        var random = SystemRandomNumberGenerator()
        for count in [0, 1, 3, 50, 5000] {
            var buckets = NativeBuckets()
            for _ in 0..<count {
                let magnitude = exp2(Double.random(in: -140...140, using: &random))
                buckets.add(Bool.random(using: &random) ? magnitude : -magnitude)
            }
            #expect(NativeBuckets(figures: buckets.figures) == buckets)
            #expect(buckets.count == UInt64(count))
        }
        var extremes = NativeBuckets()
        for value in [Double.infinity, -.infinity, 0x1p-128.nextUp, -0x1p-128.nextUp] { extremes.add(value) }
        #expect(NativeBuckets(figures: extremes.figures) == extremes)
    }

    @Test(
        arguments: [
            [], [3], [3, 0], [4, 0, 0], [-5, 0, 0], [3, -1, 0], [3, 0, 1], [3, 0, -1], [3, 0, 2, 1, 1], [3, 0, 1, 1],
            [3, 0, 1, 1, -1], [3, 0, 1, 1 << 40, 1], [3, 0, 2, 1, 1, 1, 1], [3, 0, 0, 2, 1, 1, 1],
            [3, 0, 1, 2_147_483_647, 1], [3, 0, 1, 8194, 1], [3, 0, 1, -1024, 1],
            [3, 0, 161] + (0..<161).flatMap { [$0, 1] },
        ]
    )
    func `what cannot have been stored is refused`(figures: [Int]) {
        #expect(NativeBuckets(figures: figures) == nil)
    }
}
