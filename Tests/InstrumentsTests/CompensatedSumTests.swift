import Instruments
import Testing

@Suite struct CompensatedSumTests {
    @Test func `a million additions of a tenth read one hundred thousand`() {
        var sum = CompensatedSum()
        for _ in 0..<1_000_000 {
            sum.add(0.1)
        }
        #expect(sum.value == 100_000)
    }

    @Test func `what a larger addend swallows comes back when that is taken away`() {
        var sum = CompensatedSum()
        for addend in [1, 1e100, 1, -1e100] {
            sum.add(addend)
        }
        #expect(sum.value == 2)
    }

    @Test func `a sum goes on from the parts of an earlier one`() {
        var whole = CompensatedSum()
        var firstHalf = CompensatedSum()
        for _ in 0..<1000 {
            whole.add(0.1)
            firstHalf.add(0.1)
        }
        var secondHalf = CompensatedSum(sum: firstHalf.sum, compensation: firstHalf.compensation)
        for _ in 0..<1000 {
            whole.add(0.1)
            secondHalf.add(0.1)
        }
        #expect(secondHalf == whole)
        #expect(secondHalf.value == 200)
    }

    @Test(
        arguments: [
            ([.infinity, 1], .infinity),
            ([1, -.infinity, 5], -.infinity),
            ([.greatestFiniteMagnitude, .greatestFiniteMagnitude, 1], .infinity),
        ] as [([Double], Double)]
    )
    func `an infinite sum stays infinite`(addends: [Double], expected: Double) {
        var sum = CompensatedSum()
        addends.forEach { sum.add($0) }
        #expect(sum.value == expected)
    }

    @Test(arguments: [[1, .nan, 1], [.infinity, -.infinity, 1]] as [[Double]])
    func `a sum without an answer is NaN and stays so`(addends: [Double]) {
        var sum = CompensatedSum()
        addends.forEach { sum.add($0) }
        #expect(sum.value.isNaN)
    }
}
