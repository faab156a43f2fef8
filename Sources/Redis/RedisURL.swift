/// Where a Redis server is and who we are to it.
///
///     redis://[[user]:password@]host[:port][/database]     port 6379, database 0
///     rediss://…                                           the same within TLS
///     unix:///path[?db=database]                           or unix:/path, or unix:path
///
/// User, password, host and path may be percent-encoded; of a password `/ ? # @ %` have to be. An IPv6 address stands
/// in brackets.
package struct RedisURL: Equatable, Sendable {
    /// Where the server listens.
    package enum Address: Equatable, Sendable {
        /// A host by name or address, IPv6 without brackets.
        case tcp(host: String, port: Int)
        /// A socket in the file system.
        case unix(path: String)
    }

    /// Where the server listens.
    package var address: Address
    /// Whether the connection is encrypted and the server's certificate verified.
    package var usesTLS = false
    /// The ACL user; nil for the default one.
    package var user: String?
    /// The user's password, which is never printed; nil for none.
    package var password: String?
    /// The number of the database.
    package var database = 0

    /// Takes a URL apart; the error names the part at fault and quotes nothing that could be a password.
    package init(_ text: String) throws(RedisURLError) {
        guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else { throw .unknownScheme }
        let rest = text[text.utf8.index(after: colon)...]
        switch text[..<colon].lowercased() {
        case "redis": try self.init(network: rest)
        case "rediss":
            try self.init(network: rest)
            usesTLS = true
        case "unix": try self.init(local: rest)
        default: throw .unknownScheme
        }
    }

    private init(network text: Substring) throws(RedisURLError) {
        guard text.hasPrefix("//") else { throw .noHost }
        let text = text.dropFirst(2)
        let end = text.firstIndex { "/?#".contains($0) } ?? text.endIndex
        let tail = text[end...]
        guard !tail.contains("@") else { throw .unencodedPassword }
        guard !tail.contains(where: { "?#".contains($0) }) else { throw .unknownParameter }

        let authority = text[..<end]
        let at = authority.lastIndex(of: "@")
        let (host, port) = try Self.split(server: at.map { authority[authority.index(after: $0)...] } ?? authority)
        address = .tcp(host: host, port: port)
        if let at { (user, password) = try Self.split(credentials: authority[..<at]) }
        if tail.count > 1 { database = try Self.database(tail.dropFirst()) }
    }

    private init(local text: Substring) throws(RedisURLError) {
        let parts = text.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        let path = parts[0].hasPrefix("//") ? parts[0].dropFirst(2) : parts[0]
        guard !path.isEmpty else { throw .noPath }
        address = .unix(path: try Self.decoded(path, part: .path))
        guard parts.count > 1 else { return }
        guard parts[1].hasPrefix("db=") else { throw .unknownParameter }
        database = try Self.database(parts[1].dropFirst(3))
    }

    private static func split(server: Substring) throws(RedisURLError) -> (host: String, port: Int) {
        var host = server
        var port: Substring?
        if let close = server.lastIndex(of: "]"), server.hasPrefix("[") {
            host = server[..<close].dropFirst()
            let rest = server[server.index(after: close)...]
            guard rest.isEmpty || rest.hasPrefix(":") else { throw .badPort }
            if !rest.isEmpty { port = rest.dropFirst() }
        } else if let colon = server.firstIndex(of: ":") {
            (host, port) = (server[..<colon], server[server.index(after: colon)...])
        }
        guard !host.isEmpty else { throw .noHost }
        guard let port else { return (try decoded(host, part: .host), 6379) }
        guard let number = UInt16(port), number > 0 else { throw .badPort }
        return (try decoded(host, part: .host), Int(number))
    }

    private static func split(credentials: Substring) throws(RedisURLError) -> (user: String?, password: String?) {
        guard let colon = credentials.firstIndex(of: ":") else { throw .noPassword }
        let (user, password) = (credentials[..<colon], credentials[credentials.index(after: colon)...])
        guard !password.isEmpty else { throw .noPassword }
        return (
            user.isEmpty ? nil : try decoded(user, part: .user),
            try decoded(password, part: .password)
        )
    }

    private static func database(_ text: Substring) throws(RedisURLError) -> Int {
        guard let number = UInt16(text) else { throw .badDatabase }
        return Int(number)
    }

    private static func decoded(_ text: Substring, part: RedisURLError.Part) throws(RedisURLError) -> String {
        guard let decoded = String(percentDecoding: text.utf8) else { throw .badEscape(part) }
        return decoded
    }
}

extension RedisURL: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The address, without user, password and database: `redis.example:6379`.
    package var description: String {
        switch address {
        case .tcp(let host, let port): host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
        case .unix(let path): path
        }
    }

    /// The same as ``description``: it is what collections and the debugger show.
    package var debugDescription: String { description }

    /// Without children, so that `dump` and test failures show no secret either.
    package var customMirror: Mirror { Mirror(self, children: [:]) }
}
