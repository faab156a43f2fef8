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
        self.init(level: reader.choice(.logLevel) ?? .info, format: reader.choice(.logFormat) ?? .logfmt)
    }

    /// A logger that writes to standard error.
    func logger() -> Logger {
        Logger(label: "sqs-exporter") { [self] _ in StandardErrorLog(format: format, level: level) }
    }
}
