import NIOSSL

/// A cipher suite that Go calls secure, by Go's name.
enum CipherSuite: String, CaseIterable, Sendable {
    case aes128GCM = "TLS_AES_128_GCM_SHA256"
    case aes256GCM = "TLS_AES_256_GCM_SHA384"
    case chaCha20 = "TLS_CHACHA20_POLY1305_SHA256"
    case ecdsaAES128CBC = "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA"
    case ecdsaAES256CBC = "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA"
    case rsaAES128CBC = "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA"
    case rsaAES256CBC = "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA"
    case ecdsaAES128GCM = "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256"
    case ecdsaAES256GCM = "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384"
    case rsaAES128GCM = "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"
    case rsaAES256GCM = "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384"
    case ecdsaChaCha20 = "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256"
    case rsaChaCha20 = "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256"

    /// BoringSSL's; nil for those of TLS 1.3, which are always on, in BoringSSL as in Go.
    var cipher: NIOTLSCipher? {
        switch self {
        case .aes128GCM, .aes256GCM, .chaCha20: nil
        case .ecdsaAES128CBC: .TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA
        case .ecdsaAES256CBC: .TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA
        case .rsaAES128CBC: .TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA
        case .rsaAES256CBC: .TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA
        case .ecdsaAES128GCM: .TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256
        case .ecdsaAES256GCM: .TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384
        case .rsaAES128GCM: .TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256
        case .rsaAES256GCM: .TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384
        case .ecdsaChaCha20: .TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256
        case .rsaChaCha20: .TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256
        }
    }
}

/// An elliptic curve by Go's name.
enum Curve: String, CaseIterable, Sendable {
    case p256 = "CurveP256"
    case p384 = "CurveP384"
    case p521 = "CurveP521"
    case x25519 = "X25519"

    /// BoringSSL's.
    var curve: NIOTLSCurve {
        switch self {
        case .p256: .secp256r1
        case .p384: .secp384r1
        case .p521: .secp521r1
        case .x25519: .x25519
        }
    }
}
