import FoundationEssentials

/// Who asks, as basic authentication tells it (RFC 7617).
struct Credentials: Equatable {
    /// The name, up to the first colon.
    var user: [UInt8]
    /// All behind it.
    var password: [UInt8]

    /// Reads `Basic dXNlcjpwYXNzd29yZA==`; nil for anything else.
    init?(_ authorization: String) {
        let scheme = "basic "
        guard authorization.utf8.prefix(scheme.utf8.count).map({ $0 | 0x20 }).elementsEqual(scheme.utf8),
            let decoded = Data(base64Encoded: String(authorization.dropFirst(scheme.count))),
            let colon = decoded.firstIndex(of: UInt8(ascii: ":"))
        else { return nil }
        user = Array(decoded[..<colon])
        password = Array(decoded[decoded.index(after: colon)...])
    }
}
