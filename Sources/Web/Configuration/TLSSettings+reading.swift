import YAML

extension TLSSettings {
    /// Nil where nothing asks for TLS, or where something is wrong, which is noted.
    init?(reading fields: inout YAMLFields, directory: String) {
        let certificate = fields.source("cert", directory: directory)
        let key = fields.source("key", directory: directory)
        clientAuthority = fields.source("client_ca", directory: directory)
        let authentication = fields.string("client_auth_type") ?? ""
        // Not an empty list: it allows nobody.
        clientNames = fields.strings("client_allowed_sans")
        minimumVersion = fields.choice("min_version") ?? .tls12
        maximumVersion = fields.choice("max_version") ?? .tls13
        cipherSuites = fields.choices("cipher_suites")
        curves = fields.choices("curve_preferences")
        // The server's order is always preferred, in BoringSSL as in Go.
        _ = fields.bool("prefer_server_cipher_suites")

        if minimumVersion > maximumVersion {
            fields.note("min_version", "\(minimumVersion.rawValue) is above max_version \(maximumVersion.rawValue)")
        }
        let isAskedFor = certificate != nil || key != nil || clientAuthority != nil || !authentication.isEmpty
        guard let type = ClientAuthentication(name: authentication.isEmpty ? "NoClientCert" : authentication) else {
            let types = ClientAuthentication.allCases.map(\.rawValue).joined(separator: ", ")
            fields.note("client_auth_type", "is \"\(authentication.prefix(40))\"; write one of \(types)")
            return nil
        }
        clientAuthentication = type
        if clientAuthority != nil, clientAuthentication == .none {
            let cure = "set client_auth_type: RequireAndVerifyClientCert"
            fields.note("client_ca_file", "is given, but no client is asked for a certificate: \(cure)")
        }
        if clientNames != nil, !clientAuthentication.isRequired {
            let cure = "set client_auth_type: RequireAndVerifyClientCert"
            fields.note("client_allowed_sans", "needs certificates that clients must send: \(cure)")
        }
        guard isAskedFor else { return nil }
        if certificate == nil {
            fields.note("cert_file", "is missing: name the server's certificate, or write it as cert")
        }
        if key == nil { fields.note("key_file", "is missing: name the key of the certificate, or write it as key") }
        guard let certificate, let key else { return nil }
        self.certificate = certificate
        self.key = key
    }
}

extension YAMLFields {
    /// What `name` holds or the file that `name_file` names; an empty text is none.
    fileprivate mutating func source(_ name: String, directory: String) -> TLSSettings.Source? {
        let text = string(name) ?? ""
        let path = string("\(name)_file") ?? ""
        if !text.isEmpty, !path.isEmpty { note(name, "and \(name)_file are both given: leave one out") }
        guard path.isEmpty else { return .file(path.hasPrefix("/") ? path : "\(directory)/\(path)") }
        return text.isEmpty ? nil : .text(text)
    }

    /// One of the cases; nil where the field is missing, or names none, which is noted.
    fileprivate mutating func choice<Choice: RawRepresentable & CaseIterable>(_ key: String) -> Choice?
    where Choice.RawValue == String {
        guard let text = string(key) else { return nil }
        if let choice = Choice(rawValue: text) { return choice }
        note(key, "is \"\(text.prefix(40))\"; write one of \(Self.names(of: Choice.self))")
        return nil
    }

    /// Some of the cases; those that name none are noted.
    fileprivate mutating func choices<Choice: RawRepresentable & CaseIterable>(_ key: String) -> [Choice]
    where Choice.RawValue == String {
        (texts(key) ?? []).compactMap { item in
            if let choice = Choice(rawValue: item.text) { return choice }
            let names = Self.names(of: Choice.self)
            note("\(key) has \"\(item.text.prefix(60))\", which is unknown; there are \(names)", at: item.position)
            return nil
        }
    }

    private static func names<Choice: RawRepresentable & CaseIterable>(of _: Choice.Type) -> String
    where Choice.RawValue == String {
        Choice.allCases.map(\.rawValue).joined(separator: ", ")
    }
}
