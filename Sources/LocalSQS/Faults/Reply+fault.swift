import NIOHTTP1

extension Reply {
    /// The answer that a fault gives instead of the operation's; nil for one that changes the operation's own.
    init?(instead kind: Fault.Kind) {
        switch kind {
        case .answer(let status, .html, let retryAfter):
            self.init(page: status)
            retryAfterMilliseconds = retryAfter
        case .answer(let status, .error(let code), let retryAfter):
            self.init(.injected(code, status: status))
            retryAfterMilliseconds = retryAfter
        case .throttle(let status, let retryAfter):
            self.init(status == 403 ? .requestThrottled : .throttling)
            retryAfterMilliseconds = retryAfter
        case .accessDenied: self.init(.accessDenied)
        case .expiredToken: self.init(.expiredToken)
        case .kms(let code): self.init(.kms(code))
        case .missingQueue: self.init(.queueDoesNotExist)
        case .overLimit: self.init(.overLimit)
        case .empty: self.init(body: [])
        case .reset:
            self.init(body: [])
            passage = .reset
        case .hold, .cut, .truncated, .slow, .wrongMD5, .duplicate, .deliverTwice, .undeletable, .redeliverDeleted,
            .failEntry, .invalidHandle:
            return nil
        }
    }

    /// This answer as a fault leaves it.
    func suffering(_ kind: Fault.Kind) -> Reply {
        if let other = Reply(instead: kind) { return other }
        var reply = self
        switch kind {
        case .truncated: reply.body.removeLast(body.count - body.count / 2)
        case .cut: reply.passage = .cut
        case .slow(let bytes, let milliseconds): reply.passage = .slow(bytes: bytes, everyMilliseconds: milliseconds)
        case .hold(let seconds): reply.passage = .held(seconds: seconds)
        default: break
        }
        return reply
    }

    /// What a load balancer answers for a service that is down.
    private init(page status: Int) {
        let title = "\(status) \(HTTPResponseStatus(statusCode: status).reasonPhrase)"
        let page = "<html>\r\n<head><title>\(title)</title></head>\r\n<body><h1>\(title)</h1></body>\r\n</html>\r\n"
        self.init(body: Array(page.utf8), contentType: "text/html")
        self.status = status
    }
}
