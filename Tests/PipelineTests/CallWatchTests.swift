import AWS
import Instruments
import Logging
import Synchronization
import Testing

@testable import Pipeline

@Suite struct CallWatchTests {
    private let lines = Lines()

    @Test func `a corrected clock is on the gauge, which is at 0 before`() throws {
        let registry = Registry()
        let watch = CallWatch(metrics: try APIMetrics(registry: registry), logger: logger)
        #expect(offset(registry) == 0)
        watch.clockCorrected(offsetSeconds: -720)
        #expect(offset(registry) == -720)
        #expect(lines.all.count == 1)
    }

    @Test(arguments: [(1200, "1200 s behind SQS's"), (-300, "300 s ahead of SQS's")])
    func `the log names the offset and the cure`(offset: Int, words: String) throws {
        ClockLog(logger: logger).corrected(offsetSeconds: offset)
        let line = try #require(lines.all.first)
        #expect(line.hasPrefix("warning: "))
        #expect(line.contains(words))
        #expect(line.contains("set this machine's clock"))
    }

    @Test(arguments: [
        ([600, 600, 601, 599, 660], 1), ([600, 661], 2), ([600, 640, 680], 2), ([600, -600], 2), ([-10, -10], 1),
    ])
    func `a correction is news when it is another by more than a minute`(offsets: [Int], expected: Int) {
        let log = ClockLog(logger: logger)
        for offset in offsets { log.corrected(offsetSeconds: offset) }
        #expect(lines.all.count == expected)
    }

    @Test func `a clock that has been put right is a line too`() {
        let log = ClockLog(logger: logger)
        for offset in [900, 1, 0, 900] { log.corrected(offsetSeconds: offset) }
        #expect(lines.all.map { $0.prefix(7) } == ["warning", "notice:", "warning"])
    }

    private var logger: Logger { Logger(label: "test") { [lines] _ in lines } }

    private func offset(_ registry: Registry) -> Double? {
        let family = registry.snapshot().first { $0.description.name == "sqs_api_clock_offset_seconds" }
        guard case .gauges(let series)? = family?.points else { return nil }
        return series.values.first
    }

    /// Keeps what is logged, with its level.
    private struct Lines: LogHandler {
        private final class Box: Sendable {
            let lines = Mutex<[String]>([])
        }

        private let box = Box()
        var metadata: Logger.Metadata = [:]
        var logLevel = Logger.Level.trace

        var all: [String] { box.lines.withLock { $0 } }

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            box.lines.withLock { $0.append("\(event.level): \(event.message)") }
        }
    }
}
