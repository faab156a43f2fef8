import FoundationEssentials
import JSON
import Logging

/// One event of the log as text.
struct LogLine {
    /// Seconds since 1970.
    var time: Double
    var level: Logger.Level
    var message: String
    var fields: [(name: String, value: String)]

    /// The line with its line break.
    func text(_ format: LogConfiguration.Format) -> String {
        switch format {
        case .logfmt: logfmt
        case .json: json
        }
    }

    /// As in `time=2026-11-20T22:00:00.000Z level=info msg=consuming queue=orders`.
    private var logfmt: String {
        members.map { "\($0.name)=\(Self.logfmtValue($0.value))" }.joined(separator: " ") + "\n"
    }

    /// As in `{"time":"2026-11-20T22:00:00.000Z","level":"info","msg":"consuming","queue":"orders"}`.
    private var json: String {
        var writer = JSONWriter()
        writer.beginObject()
        for member in members {
            writer.key(escaping: member.name)
            writer.string(member.value)
        }
        writer.endObject()
        return String(decoding: writer.bytes, as: UTF8.self) + "\n"
    }

    private var members: [(name: String, value: String)] {
        let time = Date(timeIntervalSince1970: time).formatted(
            Date.ISO8601FormatStyle(includingFractionalSeconds: true)
        )
        return [("time", time), ("level", level.rawValue), ("msg", message)] + fields
    }

    /// A value that is one word stays bare; any other is quoted as a JSON string, so a line break cannot forge a line.
    private static func logfmtValue(_ value: String) -> String {
        let isWord =
            !value.isEmpty && value.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != 0x22 && $0 != 0x3D && $0 != 0x5C }
        guard !isWord else { return value }
        var writer = JSONWriter()
        writer.string(value)
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}
