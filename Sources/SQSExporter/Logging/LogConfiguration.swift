import Logging

/// How the program logs.
struct LogConfiguration {
    /// How a line looks.
    enum Format: String, CaseIterable {
        case logfmt
        case json
    }

    var level: Logger.Level
    var format: Format

    init(level: Logger.Level = .info, format: Format = .logfmt) {
        self.level = level
        self.format = format
    }

    init(reading reader: inout SettingReader) {
        self.init(
            // Prometheus's programs say warn.
            level: reader.choice(.logLevel, synonyms: ["warn": .warning]) ?? .info,
            format: reader.choice(.logFormat) ?? .logfmt
        )
    }

    /// A logger that writes to standard error.
    func logger() -> Logger { logger(from: LogThreshold(level)) }

    /// A logger that writes to standard error what reaches a threshold, also when that is moved.
    func logger(from threshold: LogThreshold) -> Logger {
        Logger(label: "sqs-exporter") { [format] _ in StandardErrorLog(format: format, threshold: threshold) }
    }
}
