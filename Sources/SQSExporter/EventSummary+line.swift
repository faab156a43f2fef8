import Events
import JSON

extension EventSummary {
    /// The summary as JSON, `{"type":"purchase","count":75,"sum":650.0}`.
    var line: String {
        var writer = JSONWriter()
        write(to: &writer)
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}
