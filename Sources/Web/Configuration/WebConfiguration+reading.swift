import YAML

extension WebConfiguration {
    /// Reads a document; relative paths in it are relative to the directory.
    ///
    /// - Throws: `YAMLMistakes` with everything that is wrong; values that may be secret are not in it.
    init(_ document: [UInt8], directory: String) throws(YAMLMistakes) {
        self = try YAMLFields.read(document) { fields in
            var configuration = WebConfiguration()
            configuration.tls =
                fields.fields("tls_server_config") { TLSSettings(reading: &$0, directory: directory) } ?? nil
            configuration.headers =
                fields.fields("http_server_config") { http in
                    // Only HTTP/1.1 is spoken, whatever it says.
                    _ = http.bool("http2")
                    return http.headers()
                } ?? []
            configuration.rateLimit = fields.fields("rate_limit") { $0.rateLimit() } ?? nil
            configuration.users = fields.users()
            return configuration
        }
    }
}

extension YAMLFields {
    fileprivate mutating func users() -> [WebConfiguration.User] {
        (pairs("basic_auth_users") ?? []).compactMap { name, value in
            guard let hash = BcryptHash(value.text) else {
                note(
                    "the password of \(name.text) in basic_auth_users is no bcrypt hash, $2y$10$… for example: "
                        + "write what htpasswd -nBC 10 prints",
                    at: name.position
                )
                return nil
            }
            return WebConfiguration.User(name: name.text, hash: hash)
        }
    }

    fileprivate mutating func headers() -> [WebConfiguration.Header] {
        (pairs("headers") ?? []).compactMap { name, value in
            guard let choices = Self.headerChoices[name.text] else {
                let names = Self.headerChoices.keys.sorted().joined(separator: ", ")
                note("HTTP header \"\(name.text)\" can not be configured; there are \(names)", at: name.position)
                return nil
            }
            guard choices.isEmpty || choices.contains(value.text) else {
                let words = choices.joined(separator: " or ")
                note("\(name.text) is \"\(value.text.prefix(40))\"; write \(words)", at: value.position)
                return nil
            }
            guard value.text.utf8.allSatisfy({ 0x20...0x7E ~= $0 }) else {
                note("\(name.text) must be one line of ASCII", at: value.position)
                return nil
            }
            return value.text.isEmpty ? nil : WebConfiguration.Header(name: name.text, value: value.text)
        }
    }

    /// The header fields that may be set, with their values where these are few.
    private static var headerChoices: [String: [String]] {
        [
            "Content-Security-Policy": [],
            "Strict-Transport-Security": [],
            "X-Content-Type-Options": ["nosniff"],
            "X-Frame-Options": ["deny", "sameorigin"],
            "X-XSS-Protection": [],
        ]
    }

    fileprivate mutating func rateLimit() -> WebConfiguration.RateLimit? {
        let interval = duration("interval") ?? .zero
        let burst = integer("burst") ?? 0
        guard interval > .zero else { return nil }
        guard burst >= 1 else {
            note("burst", "is \(burst), which answers no request: write 1 or more, or interval: 0s for no limit")
            return nil
        }
        return WebConfiguration.RateLimit(interval: interval, burst: burst)
    }
}
