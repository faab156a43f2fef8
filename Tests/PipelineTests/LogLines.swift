import Logging
import Synchronization

/// Keeps what is logged.
struct LogLines: LogHandler {
    private final class Box: Sendable {
        let messages = Mutex<[String]>([])
    }

    private let box = Box()
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.trace

    var messages: [String] { box.messages.withLock { $0 } }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let metadata = event.metadata?.sorted { $0.key < $1.key }.map { " \($0.key)=\($0.value)" } ?? []
        box.messages.withLock { $0.append("\(event.message)" + metadata.joined()) }
    }
}
