/// How the server proves who it is, and what it asks of clients; `tls_server_config`.
struct TLSSettings: Equatable, Sendable {
    /// PEM, written in the file itself or in one of its own.
    enum Source: Equatable, Sendable {
        case text(String)
        /// An absolute path, or one relative to the working directory.
        case file(String)
    }

    /// The server's, with those of the authorities between it and the root behind it.
    var certificate: Source
    var key: Source
    /// Whom clients' certificates are checked against; nil for the system's authorities.
    var clientAuthority: Source?
    var clientAuthentication = ClientAuthentication.none
    /// A client's certificate must be for one of these names; nil for any.
    var clientNames: [String]?
    var minimumVersion = TLSProtocol.tls12
    var maximumVersion = TLSProtocol.tls13
    /// In TLS 1.2 and below; BoringSSL's own choice where it is empty.
    var cipherSuites: [CipherSuite] = []
    /// In order of preference; BoringSSL's own choice where it is empty.
    var curves: [Curve] = []

    /// The files that are read.
    var files: [String] {
        [certificate, key, clientAuthority].compactMap { source in
            guard case .file(let path) = source else { return nil }
            return path
        }
    }
}

/// What is asked of a client about itself, by Go's names.
enum ClientAuthentication: String, CaseIterable, Sendable {
    case none = "NoClientCert"
    /// A certificate is asked for, and whatever comes is taken.
    case request = "RequestClientCert"
    /// A certificate must come, and whichever it is is taken.
    case requireAny = "RequireAnyClientCert"
    /// A certificate that comes must be good.
    case verifyIfGiven = "VerifyClientCertIfGiven"
    /// A good certificate must come: the only one that keeps anybody out.
    case requireAndVerify = "RequireAndVerifyClientCert"

    /// Also by the name that is kept for the sake of old files.
    init?(name: String) {
        self.init(rawValue: name == "RequireClientCert" ? "RequireAnyClientCert" : name)
    }

    /// Whether no client is served without a certificate.
    var isRequired: Bool { self == .requireAny || self == .requireAndVerify }
}

/// A version of the protocol.
enum TLSProtocol: String, CaseIterable, Comparable, Sendable {
    case tls10 = "TLS10"
    case tls11 = "TLS11"
    case tls12 = "TLS12"
    case tls13 = "TLS13"

    static func < (left: TLSProtocol, right: TLSProtocol) -> Bool { left.rawValue < right.rawValue }
}
