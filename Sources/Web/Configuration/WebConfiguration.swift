/// What a web configuration file says, field for field as Prometheus's exporters have it.
///
///     tls_server_config: {cert_file: server.crt, key_file: server.key}
///     http_server_config: {headers: {X-Frame-Options: deny}}
///     basic_auth_users: {prometheus: $2y$10$…}
///     rate_limit: {interval: 100ms, burst: 20}
struct WebConfiguration: Equatable, Sendable {
    /// Nil for plain HTTP.
    var tls: TLSSettings?
    /// Header fields of every answer, in the order of the file.
    var headers: [Header] = []
    /// Who may ask; everybody where it is empty.
    var users: [User] = []
    /// Nil for as many requests as come.
    var rateLimit: RateLimit?

    /// One of the five header fields that may be set.
    struct Header: Equatable, Sendable {
        var name: String
        var value: String
    }

    /// Somebody who may ask.
    struct User: Equatable, Sendable {
        var name: String
        var hash: BcryptHash
    }

    /// How many requests are answered.
    struct RateLimit: Equatable, Sendable {
        /// One request more is allowed each time it passes; above zero.
        var interval: Duration
        /// How many may come at once; at least 1.
        var burst: Int
    }
}
