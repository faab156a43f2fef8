import Instruments
import Testing

@Suite struct HistogramTests {
    @Test func `an observation on a bound belongs below it`() throws {
        let histogram = Histogram(buckets: try Buckets([1, 2, 5]))
        for value in [0.5, 1, 1.5, 2, 5, 5.5, 100] {
            histogram.observe(value)
        }
        #expect(histogram.reading.cumulativeCounts == [2, 4, 5])
        #expect(histogram.reading.count == 7)
        #expect(histogram.reading.sum == 115.5)
    }

    @Test(arguments: 1...40)
    func `finds the bucket among any number of them`(buckets: Int) throws {
        let histogram = Histogram(buckets: try Buckets((1...buckets).map(Double.init)))
        for value in 0...buckets {
            histogram.observe(Double(value) + 0.5)
        }
        #expect(histogram.state.counts == Array(repeating: 1, count: buckets + 1))
    }

    @Test func `infinities fall into the outermost buckets`() throws {
        let histogram = Histogram(buckets: try Buckets([-1, 1]))
        histogram.observe(-.infinity)
        #expect(histogram.state.counts == [1, 0, 0])
        #expect(histogram.reading.sum == -.infinity)
        histogram.observe(.infinity)
        #expect(histogram.state.counts == [1, 0, 1])
    }

    @Test func `NaN is counted above all bounds and ends the sum`() throws {
        let histogram = Histogram(buckets: try Buckets([1]))
        histogram.observe(0.5)
        histogram.observe(.nan)
        #expect(histogram.reading.cumulativeCounts == [1])
        #expect(histogram.reading.count == 2)
        #expect(histogram.reading.sum.isNaN)
    }

    @Test func `the sum is compensated`() throws {
        let histogram = Histogram(buckets: try Buckets([1]))
        for _ in 0..<1_000_000 {
            histogram.observe(0.1)
        }
        #expect(histogram.reading.sum == 100_000)
    }

    @Test func `observations from many tasks are all there`() async throws {
        let histogram = Histogram(buckets: try Buckets([1, 3, 5]))
        await withDiscardingTaskGroup { group in
            for task in 0..<8 {
                group.addTask {
                    for _ in 0..<20_000 {
                        histogram.observe(Double(task))
                    }
                }
            }
            group.addTask {
                for _ in 0..<1000 {
                    let reading = histogram.reading
                    #expect(reading.cumulativeCounts[2] <= reading.count)
                }
            }
        }
        #expect(histogram.reading.cumulativeCounts == [40_000, 80_000, 120_000])
        #expect(histogram.reading.count == 160_000)
        #expect(histogram.reading.sum == 560_000)
    }

    @Test func `goes on from a stored state`() throws {
        let buckets = try Buckets([1, 2])
        let before = Histogram(buckets: buckets)
        before.observe(0.1)
        before.observe(1.5)
        let after = Histogram(buckets: buckets)
        after.observe(9)
        try after.restore(before.state)
        after.observe(3)
        #expect(after.reading.cumulativeCounts == [1, 2])
        #expect(after.reading.count == 3)
        #expect(after.reading.sum == 4.6)
    }

    @Test func `refuses a stored state of other buckets`() throws {
        let histogram = Histogram(buckets: try Buckets([1, 2]))
        let others = Histogram(buckets: try Buckets([1, 3])).state
        #expect(throws: RestoreError.otherBuckets([1, 3])) { try histogram.restore(others) }
        let short = HistogramState(upperBounds: [1, 2], counts: [1, 1], sum: CompensatedSum())
        #expect(throws: RestoreError.otherBuckets([1, 2])) { try histogram.restore(short) }
    }

    @Test(
        arguments: [
            ([], .noBounds),
            ([1, .infinity], .notFinite(.infinity)),
            ([-.infinity, 1], .notFinite(-.infinity)),
            ([1, 1], .notIncreasing(1, 1)),
            ([1, 3, 2], .notIncreasing(3, 2)),
            ([0, -0.0], .notIncreasing(0, -0.0)),
        ] as [([Double], BucketError)]
    )
    func `refuses bounds that are none`(bounds: [Double], error: BucketError) {
        #expect(throws: error) { try Buckets(bounds) }
    }

    @Test func `refuses NaN as a bound`() {
        #expect(throws: BucketError.self) { try Buckets([1, .nan]) }
    }

    @Test func `what was seen several times counts so often, and what was never seen does not`() throws {
        let histogram = Histogram(buckets: try Buckets([1]))
        histogram.observe(0.25, times: 3)
        histogram.observe(.infinity, times: 0)
        #expect(histogram.state.counts == [3, 0])
        #expect(histogram.reading.sum == 0.75)
    }
}

@Suite struct ExemplarTests {
    @Test func `a bucket keeps the exemplar of a second at least`() throws {
        let histogram = Histogram(buckets: try Buckets([1, 10]))
        #expect(histogram.reading.exemplars.isEmpty)
        histogram.observe(0.5, atSeconds: 100, from: .message(id: "a"))
        histogram.observe(0.6, atSeconds: 100.9, from: .message(id: "b"))
        histogram.observe(20, atSeconds: 100.9, from: .trace(id: "c"))
        #expect(histogram.reading.exemplars.map(\.?.origin.labelValue) == ["a", nil, "c"])
        histogram.observe(0.7, atSeconds: 101, from: .message(id: "d"))
        histogram.observe(21, atSeconds: 99, from: .trace(id: "clock set back"))
        #expect(histogram.reading.exemplars.map(\.?.origin.labelValue) == ["d", nil, "clock set back"])
        #expect(histogram.reading.count == 5)
        #expect(histogram.reading.exemplars[0]?.value == 0.7)
    }

    @Test func `native buckets count what the classic ones do`() throws {
        let histogram = Histogram(buckets: try Buckets([1, 10]))
        histogram.observe(3, times: 5)
        histogram.observe(-3)
        let native = try #require(histogram.reading.native)
        #expect(native.positive.counts == [5] && native.negative.counts == [1])
    }

    @Test func `a histogram that was stored without native buckets has none`() throws {
        let histogram = Histogram(buckets: try Buckets([1]))
        try histogram.restore(HistogramState(upperBounds: [1], counts: [2, 0], sum: CompensatedSum(sum: 1)))
        histogram.observe(3)
        #expect(histogram.reading.native == nil && histogram.reading.count == 3)
    }

    @Test(
        arguments: [
            ([2, 1], [3, 0, 1, 5, 3], [3, 0, 1, 5, 3]), ([2, 1], [3, 1, 1, 5, 1, 6, 1], [3, 1, 1, 5, 1, 6, 1]),
            ([2, 1], [3, 0, 1, 5, 2], nil), ([2, 1], nil, nil), ([0, 0], nil, [3, 0, 0]),
            ([0, 0], [3, 0, 1, 5, 2], [3, 0, 0]),
        ] as [([UInt64], [Int]?, [Int]?)]
    )
    func `stored native buckets hold if they count what the others do`(
        counts: [UInt64],
        stored: [Int]?,
        expected: [Int]?
    ) {
        let native = stored.flatMap { NativeBuckets(figures: $0) }
        let state = HistogramState(upperBounds: [1], counts: counts, sum: CompensatedSum(), storedNative: native)
        #expect(state.native?.figures == expected)
    }
}
