import Logging
import Synchronization

/// Keeps what is logged.
struct LogLines: LogHandler {
    private final class Box: Sendable {
        let lines = Mutex<[(message: String, metadata: String)]>([])
    }

    private let box = Box()
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.trace

    /// Without their metadata.
    var messages: [String] { box.lines.withLock { $0.map(\.message) } }
    /// With their metadata, sorted.
    var lines: [String] { box.lines.withLock { $0.map { $0.message + $0.metadata } } }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let metadata = event.metadata?.sorted { $0.key < $1.key }.map { " \($0.key)=\($0.value)" } ?? []
        box.lines.withLock { $0.append(("\(event.message)", metadata.joined())) }
    }
}
