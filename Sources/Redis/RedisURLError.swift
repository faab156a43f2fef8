/// What is wrong with a ``RedisURL``; nothing of its text is repeated, because any part may hold a stray password.
package enum RedisURLError: Error, Equatable, Sendable, CustomStringConvertible {
    /// A part of the URL that may be percent-encoded.
    package enum Part: String, Sendable {
        /// In the order in which they stand.
        case user, password, host, path
    }

    /// It begins with none of `redis:`, `rediss:` and `unix:`.
    case unknownScheme
    /// Nothing stands where the host has to.
    case noHost
    /// Nothing follows `unix:`.
    case noPath
    /// There is an `@`, so a password is expected before it.
    case noPassword
    /// There is an `@` behind the first slash, so the slash was part of a password.
    case unencodedPassword
    /// Not a number from 1 to 65535.
    case badPort
    /// Not a number from 0 to 65535.
    case badDatabase
    /// A `%` without two hexadecimal digits behind it, or bytes that are no UTF-8.
    case badEscape(Part)
    /// Something behind a `?` or `#`, other than a socket's `?db=`.
    case unknownParameter

    /// One sentence for the person who wrote the URL.
    package var description: String {
        switch self {
        case .unknownScheme: "the URL must begin with redis://, rediss:// or unix:"
        case .noHost: "the URL names no host"
        case .noPath: "the URL names no path of a socket"
        case .noPassword: "the URL has an @ and no password before it: user:password@ or :password@"
        case .unencodedPassword: "the URL has an @ behind a slash: percent-encode / ? # @ % in the password"
        case .badPort: "the port in the URL is no number from 1 to 65535"
        case .badDatabase: "the database in the URL is no number from 0 to 65535"
        case .badEscape(let part): "the \(part.rawValue) in the URL has a % that does not begin an escape of UTF-8"
        case .unknownParameter: "the URL has a parameter that means nothing: only unix: takes one, ?db=NUMBER"
        }
    }
}
