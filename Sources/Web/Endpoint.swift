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

    /// Finds the page at a path without its query; paths are compared byte by byte, and no trailing slash is forgiven.
    ///
    /// All that follows `/stats/` is the event type, percent-encoded UTF-8. A type's own slashes may come as `%2F` or
    /// bare: some proxies decode them on the way.
    init(path: String) throws(RequestError) {
        if let asset = Asset(rawValue: path) {
            self = .asset(asset)
            return
        }
        switch path {
        case "/openapi.json": self = .openAPI
        case "/metrics": self = .metrics
        case "/stats": self = .allStats
        case "/status": self = .status
        case "/-/healthy": self = .health
        case "/-/ready": self = .readiness
        default: self = .stats(eventType: try Self.eventType(in: path))
        }
    }

    private static func eventType(in path: String) throws(RequestError) -> String {
        let prefix = "/stats/".utf8
        guard path.utf8.starts(with: prefix), path.utf8.count > prefix.count else { throw .noSuchPage(path) }
        guard let eventType = String(percentDecoding: path.utf8.dropFirst(prefix.count)) else {
            throw .malformedPath(path)
        }
        return eventType
    }
}
