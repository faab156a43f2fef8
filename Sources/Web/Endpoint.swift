/// A page of ours, as the path of a request names it.
enum Endpoint: Equatable {
    case asset(Asset)
    case openAPI
    case metrics
    case allStats
    case stats(eventType: String)
    case status
    case health
    case readiness
    case reload
    case quit

    /// Finds the page at a path without its query; paths are compared byte by byte, and no trailing slash is forgiven.
    ///
    /// All that follows `/stats/` is the event type, percent-encoded UTF-8. A type's own slashes may come as `%2F` or
    /// bare: some proxies decode them on the way.
    init(path: String, telemetryPath: TelemetryPath = .standard) throws(RequestError) {
        // As bytes, for two texts that differ in bytes may be equal as strings.
        if path.utf8.elementsEqual(telemetryPath.text.utf8) {
            self = .metrics
            return
        }
        if let asset = Asset(rawValue: path) {
            self = .asset(asset)
            return
        }
        switch path {
        case "/openapi.json": self = .openAPI
        case "/stats": self = .allStats
        case "/status": self = .status
        case "/-/healthy": self = .health
        case "/-/ready": self = .readiness
        case "/-/reload": self = .reload
        case "/-/quit": self = .quit
        default: self = .stats(eventType: try Self.eventType(in: path))
        }
    }

    /// Whether it does something rather than show something.
    var isAction: Bool { self == .reload || self == .quit }

    private static func eventType(in path: String) throws(RequestError) -> String {
        let prefix = "/stats/".utf8
        guard path.utf8.starts(with: prefix), path.utf8.count > prefix.count else { throw .noSuchPage(path) }
        guard let eventType = String(percentDecoding: path.utf8.dropFirst(prefix.count)) else {
            throw .malformedPath(path)
        }
        return eventType
    }
}
