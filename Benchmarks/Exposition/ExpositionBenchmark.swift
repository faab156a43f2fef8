import Exposition
import Glibc
import Gzip
import Instruments
import Synchronization

/// Makes counters with two labels, reads them as a scrape does, and counts; prints what it took as JSON.
///
///     ExpositionBenchmark SERIES
///
/// Milliseconds are of a page; nanoseconds of one increment, beside a bare atomic addition, the least that the machine
/// can do; all in CPU time of the process, and the best of some rounds.
@main
struct ExpositionBenchmark {
    private static let scrapes = 5
    private static let rounds = 5
    private static let increments = 4_000_000

    static func main() throws {
        guard CommandLine.arguments.count == 2, let count = Int(CommandLine.arguments[1]) else {
            throw Usage(description: "ExpositionBenchmark SERIES")
        }
        let registry = Registry(now: { 1_795_212_000 })
        let before = residentBytes()
        let family = try registry.counters("events_total", help: "Events counted.", by: ByQueueAndType.self)
        for number in 0..<count { family[ByQueueAndType(number)].increment(by: Double(number * 7)) }
        _ = registry.snapshot()
        let bytesPerSeries = Double(residentBytes() - before) / Double(count)

        var figures: [(String, Double)] = [("bytes_per_series", bytesPerSeries)]
        for (name, format) in [("text", ExpositionFormat.text), ("openmetrics", .openMetrics), ("protobuf", .protobuf)]
        {
            let times = (0..<scrapes).map { _ in
                cpuSeconds {
                    var page = ExpositionPage(registry.snapshot(), as: format)
                    var bytes = 0
                    while let piece = page.next() { bytes += piece.count }
                    precondition(bytes > count * 20)
                }
            }
            figures.append(("\(name)_ms", (times.min() ?? 0) * 1e3))
        }
        let times = (0..<scrapes).map { _ in
            cpuSeconds {
                var page = ExpositionPage(registry.snapshot(), as: .text)
                var gzip = GzipStream()
                var bytes: [UInt8] = []
                while let piece = page.next() {
                    bytes.removeAll(keepingCapacity: true)
                    gzip.compress(piece.span, into: &bytes)
                }
                gzip.finish(into: &bytes)
            }
        }
        figures.append(("gzip_ms", (times.min() ?? 0) * 1e3))
        let bare = Atomic<UInt64>(0)
        figures.append(("atomic_ns", nanoseconds { bare.wrappingAdd(1, ordering: .relaxed) }))
        precondition(bare.load(ordering: .relaxed) == rounds * increments)
        let handle = family[ByQueueAndType(0)]
        figures.append(("held_ns", nanoseconds { handle.increment() }))
        // As many as MAX_EVENT_TYPES allows by default, of which those that come stay in the cache.
        let types = try registry.counters("types_total", help: "Types counted.", by: ByQueueAndType.self)
        for number in 0..<1000 { types[ByQueueAndType(number)].increment() }
        _ = registry.snapshot()
        let some = (0..<100).map(ByQueueAndType.init)
        let lookedUp = nanoseconds(each: some.count) { for labels in some { types[labels].increment() } }
        figures.append(("looked_up_ns", lookedUp))
        print("{" + figures.map { "\"\($0)\": \($1)" }.joined(separator: ", ") + "}")
    }

    /// What one increment takes in the best of some rounds, when the body makes `each` of them.
    @inline(__always)
    private static func nanoseconds(each: Int = 1, _ body: () -> Void) -> Double {
        let times = (0..<rounds).map { _ in cpuSeconds { for _ in 0..<increments / each { body() } } }
        return (times.min() ?? 0) / Double(increments) * 1e9
    }

    private static func cpuSeconds(_ body: () -> Void) -> Double {
        let begin = cpuSeconds()
        body()
        return cpuSeconds() - begin
    }

    private static func cpuSeconds() -> Double {
        var time = timespec()
        unsafe clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }

    /// Resident memory of the process: all that a series costs, with what malloc adds to it.
    private static func residentBytes() -> Int {
        guard let file = unsafe fopen("/proc/self/statm", "r") else { return 0 }
        defer { unsafe fclose(file) }
        var text = [CChar](repeating: 0, count: 128)
        unsafe fgets(&text, 128, file)
        let fields = String(decoding: text.map(UInt8.init(bitPattern:)), as: UTF8.self).split(separator: " ")
        return (fields.count > 1 ? Int(fields[1]) ?? 0 : 0) * 4096
    }

    private struct ByQueueAndType: LabelSet {
        static let names = ["queue", "event_type"]
        var queue = "orders"
        var eventType: String
        init(_ number: Int) { eventType = "event_type_\(number)" }
        func forEachValue(_ body: (String) -> Void) { body(queue); body(eventType) }

        // As the program's own set by event type: a family has one queue.
        func hash(by hash: ByteHash) -> Int { hash(eventType) }
    }

    private struct Usage: Error, CustomStringConvertible {
        var description: String
    }
}
