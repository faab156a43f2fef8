import NIOCore
import NIOSSL

extension TLSSettings {
    /// Reads the files and makes of everything what a handshake needs; errors name the configuration file too.
    func context(in file: String) throws(WebConfigurationError) -> NIOSSLContext {
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: try certificates(certificate, "cert", in: file).map { .certificate($0) },
            privateKey: .privateKey(try privateKey(in: file))
        )
        configuration.minimumTLSVersion = minimumVersion.version
        configuration.maximumTLSVersion = maximumVersion.version
        let ciphers = cipherSuites.compactMap(\.cipher)
        if !ciphers.isEmpty { configuration.cipherSuiteValues = ciphers }
        // A list of TLS 1.3's suites alone leaves none to the versions before.
        if ciphers.isEmpty, !cipherSuites.isEmpty { configuration.minimumTLSVersion = .tlsv13 }
        if !curves.isEmpty { configuration.curves = curves.map(\.curve) }
        configuration.certificateVerification =
            switch clientAuthentication {
            case .none: .none
            case .request, .verifyIfGiven: .optionalVerification
            case .requireAny, .requireAndVerify: .noHostnameVerification
            }
        if let clientAuthority {
            configuration.trustRoots = .certificates(try certificates(clientAuthority, "client_ca", in: file))
        }
        configuration.applicationProtocols = ["http/1.1"]
        // A client that is turned away need not say goodbye.
        configuration.shutdownTimeout = .seconds(1)
        do {
            return try NIOSSLContext(configuration: configuration)
        } catch {
            let names = "\(certificate.name("cert")) and \(key.name("key"))"
            throw WebConfigurationError(mistakes: ["\(file): \(names) do not belong together, or are of no use to TLS"])
        }
    }

    private func certificates(
        _ source: Source,
        _ field: String,
        in file: String
    ) throws(WebConfigurationError) -> [NIOSSLCertificate] {
        let pem = try source.bytes
        guard let certificates = try? NIOSSLCertificate.fromPEMBytes(pem), !certificates.isEmpty else {
            throw WebConfigurationError(mistakes: ["\(file): \(source.name(field)) holds no certificate in PEM"])
        }
        return certificates
    }

    private func privateKey(in file: String) throws(WebConfigurationError) -> NIOSSLPrivateKey {
        let pem = try key.bytes
        guard let key = try? NIOSSLPrivateKey(bytes: pem, format: .pem) else {
            let mistake = "\(file): \(key.name("key")) holds no private key in PEM without a passphrase"
            throw WebConfigurationError(mistakes: [mistake])
        }
        return key
    }
}

extension TLSSettings.Source {
    fileprivate var bytes: [UInt8] {
        get throws(WebConfigurationError) {
            switch self {
            case .text(let text): Array(text.utf8)
            case .file(let path): try WebConfigurationFile.bytes(of: path)
            }
        }
    }

    /// `cert_file server.crt`, or `cert`.
    fileprivate func name(_ field: String) -> String {
        switch self {
        case .text: field
        case .file(let path): "\(field)_file \(path)"
        }
    }
}

extension TLSProtocol {
    fileprivate var version: TLSVersion {
        switch self {
        case .tls10: .tlsv1
        case .tls11: .tlsv11
        case .tls12: .tlsv12
        case .tls13: .tlsv13
        }
    }
}
