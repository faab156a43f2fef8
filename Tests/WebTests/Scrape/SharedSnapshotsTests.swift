import Instruments
import Synchronization
import Testing

@testable import Web

@Suite struct SharedSnapshotsTests {
    /// Counts how often it is asked, and has a clock that moves when it is told to.
    private final class Bench: Collector {
        let asked = Atomic(0)
        let time = Mutex(ContinuousClock.now)
        let descriptions = [FamilyDescription(.gauge, "asked", help: "How often.")]

        func collect() -> [FamilySnapshot] {
            var series = SeriesList<Double>(labelNames: [])
            series.append(Double(asked.add(1, ordering: .relaxed).newValue))
            return [FamilySnapshot(descriptions[0], .gauges(series))]
        }

        func pass(_ duration: Duration) { time.withLock { $0 += duration } }

        func snapshots() throws -> SharedSnapshots {
            let registry = Registry()
            try registry.register(self)
            return SharedSnapshots(of: registry, on: try PageThread()) { self.time.withLock { $0 } }
        }
    }

    @Test func `one that still answers a scrape, and is a second old at most, answers the next`() async throws {
        let bench = Bench()
        let snapshots = try bench.snapshots()
        let first = await snapshots.take()
        bench.pass(.seconds(1))
        let second = await snapshots.take()
        #expect(first === second)
        #expect(bench.asked.load(ordering: .relaxed) == 1)
        withExtendedLifetime((first, second)) {}
    }

    @Test func `an older one does not, though it still answers a scrape`() async throws {
        let bench = Bench()
        let snapshots = try bench.snapshots()
        let first = await snapshots.take()
        bench.pass(.seconds(1) + .nanoseconds(1))
        let second = await snapshots.take()
        #expect(first !== second)
        #expect(first.families != second.families)
        let third = await snapshots.take()
        #expect(third === second)
        withExtendedLifetime((first, second, third)) {}
    }

    @Test func `one whose scrape has been answered is gone`() async throws {
        let bench = Bench()
        let snapshots = try bench.snapshots()
        _ = await snapshots.take()
        _ = await snapshots.take()
        #expect(bench.asked.load(ordering: .relaxed) == 2)
    }

    @Test func `a crowd that asks at once shares one`() async throws {
        let bench = Bench()
        let snapshots = try bench.snapshots()
        let taken = await withTaskGroup { group in
            for _ in 0..<40 { group.addTask { await snapshots.take() } }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(Set(taken.map(ObjectIdentifier.init)).count == 1)
        #expect(bench.asked.load(ordering: .relaxed) == 1)
    }
}
