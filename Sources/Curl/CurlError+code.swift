internal import CCurl

extension CurlError {
    /// A result of libcurl as an error, in the words of the transfer where it left any and in libcurl's own otherwise.
    init(_ code: CURLcode, _ words: String = "") {
        // Here libcurl quotes the proxy's URL whole, which may hold a password.
        if words.hasPrefix("Unsupported proxy") {
            let message = "the proxy that https_proxy, http_proxy or all_proxy names is no URL of a proxy"
            self.init(kind: .configuration, code: Int(code.rawValue), message: message)
            return
        }
        let message = words.isEmpty ? unsafe String(cString: curl_easy_strerror(code)) : words
        self.init(kind: Kind(code: code.rawValue), code: Int(code.rawValue), message: message)
    }

    /// The answer to whoever was cancelled, and to every request after the client was shut down.
    static var cancelled: CurlError {
        CurlError(kind: .cancelled, code: 0, message: "cancelled")
    }

    /// A request or a setting that is refused before libcurl hears of it.
    static func refused(_ message: String) -> CurlError {
        CurlError(kind: .configuration, code: 0, message: message)
    }
}

extension CurlError.Kind {
    /// What a caller can do about one of libcurl's results, by its number.
    ///
    /// Whatever is not in the table is transient, results of later versions included: a caller that waits and tries
    /// again is slow where it is wrong, one that gives up is down.
    init(code: UInt32) {
        self = Self.table[code] ?? .transient
    }

    private static let table: [UInt32: Self] = [
        // The URL, an option or this build of libcurl.
        CURLE_UNSUPPORTED_PROTOCOL.rawValue: .configuration,
        CURLE_FAILED_INIT.rawValue: .configuration,
        CURLE_URL_MALFORMAT.rawValue: .configuration,
        CURLE_NOT_BUILT_IN.rawValue: .configuration,
        CURLE_BAD_FUNCTION_ARGUMENT.rawValue: .configuration,
        CURLE_INTERFACE_FAILED.rawValue: .configuration,
        CURLE_UNKNOWN_OPTION.rawValue: .configuration,
        CURLE_SETOPT_OPTION_SYNTAX.rawValue: .configuration,
        // What the peer or the proxy wants to know about us.
        CURLE_LOGIN_DENIED.rawValue: .configuration,
        CURLE_REMOTE_ACCESS_DENIED.rawValue: .configuration,
        // Certificates: a peer not to be trusted is not trusted at the next attempt either.
        CURLE_PEER_FAILED_VERIFICATION.rawValue: .configuration,
        CURLE_SSL_CACERT_BADFILE.rawValue: .configuration,
        CURLE_SSL_CERTPROBLEM.rawValue: .configuration,
        CURLE_SSL_CIPHER.rawValue: .configuration,
        CURLE_SSL_CLIENTCERT.rawValue: .configuration,
        CURLE_SSL_CRL_BADFILE.rawValue: .configuration,
        CURLE_SSL_ENGINE_NOTFOUND.rawValue: .configuration,
        CURLE_SSL_ENGINE_SETFAILED.rawValue: .configuration,
        CURLE_SSL_INVALIDCERTSTATUS.rawValue: .configuration,
        CURLE_SSL_ISSUER_ERROR.rawValue: .configuration,
        CURLE_SSL_PINNEDPUBKEYNOTMATCH.rawValue: .configuration,
        CURLE_USE_SSL_FAILED.rawValue: .configuration,
        // The answer is longer than the request allows.
        CURLE_WRITE_ERROR.rawValue: .configuration,
        CURLE_FILESIZE_EXCEEDED.rawValue: .configuration,
        CURLE_ABORTED_BY_CALLBACK.rawValue: .cancelled,
    ]
}
