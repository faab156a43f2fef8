import Instruments
import Testing

@Suite struct GaugeTests {
    @Test func `is set and moved both ways`() {
        let gauge = Gauge()
        #expect(gauge.value == 0)
        gauge.set(10)
        gauge.increment()
        gauge.increment(by: 2.5)
        gauge.decrement()
        gauge.decrement(by: 20)
        #expect(gauge.value == -7.5)
    }

    @Test(arguments: [Double.infinity, -.infinity, -0.0, .leastNonzeroMagnitude])
    func `holds every number as it is`(value: Double) {
        let gauge = Gauge()
        gauge.set(value)
        #expect(gauge.value.bitPattern == value.bitPattern)
    }

    @Test func `moves from many tasks are all there`() async {
        let gauge = Gauge()
        await withDiscardingTaskGroup { group in
            for task in 0..<8 {
                group.addTask {
                    for _ in 0..<100_000 {
                        if task < 5 { gauge.increment() } else { gauge.decrement() }
                    }
                }
            }
        }
        #expect(gauge.value == 200_000)
    }
}
