import Logging

/// Writes each event as one line on standard error, in one `write`, so that lines of several threads never mix.
struct StandardErrorLog: LogHandler {
    var metadata: Logger.Metadata = [:]
    private let format: LogConfiguration.Format
    private let threshold: LogThreshold
    /// What a copy of the logger was told: it logs nothing less severe than that.
    private var ownLevel: Logger.Level?

    init(format: LogConfiguration.Format, threshold: LogThreshold) {
        self.format = format
        self.threshold = threshold
    }

    var logLevel: Logger.Level {
        get { ownLevel.map { max($0, threshold.level) } ?? threshold.level }
        set { ownLevel = newValue }
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let merged = metadata.merging(event.metadata ?? [:]) { $1 }
        let line = LogLine(
            time: WallClock.now(),
            level: event.level,
            message: "\(event.message)",
            fields: merged.sorted { $0.key < $1.key }.map { ($0.key, "\($0.value)") }
        )
        StandardError.write(line.text(format))
    }
}
