import Hummingbird

/// A request that gets no page, and why.
enum RequestError: Error, Equatable {
    case noSuchPage(String)
    case malformedPath(String)
    case methodNotAllowed(String, path: String, allowed: [HTTPRequest.Method])
    case lifecycleNotEnabled
    case fromAnotherSite
    case notReloaded(mistakes: [String])
    case unknownEventType(String)
    case malformedQuery(String)
    case bodyTooLong(limit: Int)
    case tooManyScrapes(limit: Int)
    case overdueScrape
    case unavailable(String)
    case failed

    var status: HTTPResponse.Status {
        switch self {
        case .noSuchPage, .unknownEventType: .notFound
        case .malformedPath, .malformedQuery: .badRequest
        case .methodNotAllowed: .methodNotAllowed
        case .bodyTooLong: .contentTooLarge
        case .lifecycleNotEnabled, .fromAnotherSite: .forbidden
        case .unavailable, .tooManyScrapes, .overdueScrape: .serviceUnavailable
        case .notReloaded, .failed: .internalServerError
        }
    }

    /// What the client is told: its own words back, shortened, and nothing of the server's inside.
    var message: String {
        switch self {
        case .noSuchPage(let path): "there is no page at \(path.shortened)"
        case .malformedPath(let path): "the path is not percent-encoded UTF-8: \(path.shortened)"
        case .methodNotAllowed(let method, let path, let allowed):
            "\(method.shortened) is not allowed on \(path.shortened): use \(allowed.names(" or "))"
        case .lifecycleNotEnabled:
            "reloading and quitting by request are not enabled: start with --web.enable-lifecycle"
        case .fromAnotherSite: "a page of another site asked for this: ask from here, or by a program"
        case .notReloaded(let mistakes): "the configuration stays as it was: \(mistakes.joined(separator: "; "))"
        case .unknownEventType(let type): "no event of this type has been counted: \(type.shortened)"
        case .malformedQuery(let flaw): "the query is not understood: \(flaw.shortened)"
        case .bodyTooLong(let limit): "a request needs no body here, and may have one of \(limit) bytes at most"
        case .tooManyScrapes(let limit): "\(limit) scrapes are being answered, which is WEB_MAX_REQUESTS: try again"
        case .overdueScrape: "the page was not ready within X-Prometheus-Scrape-Timeout-Seconds"
        case .unavailable(let reason): reason
        case .failed: "the server failed to answer; its log says why"
        }
    }

    /// Header fields that belong to the status.
    var fields: HTTPFields {
        switch self {
        case .methodNotAllowed(_, _, let allowed): [.allow: allowed.names(", ")]
        case .tooManyScrapes: [.retryAfter: "1"]
        default: [:]
        }
    }
}

extension [HTTPRequest.Method] {
    fileprivate func names(_ separator: String) -> String { map(\.rawValue).joined(separator: separator) }
}

extension String {
    /// The text, or its beginning where it is too long to repeat to whoever sent it.
    fileprivate var shortened: String { count > 200 ? prefix(200) + "…" : self }
}
