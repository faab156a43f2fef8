internal import CCurl
internal import Glibc

/// libcurl as a whole: what is done once in a process, before the first handle.
enum Library {
    /// What `curl_global_init` answered; Swift runs a constant's initialiser once, whoever asks first.
    ///
    /// SIGPIPE is ignored from here on, in the whole process: a handle that may not use signals (`CURLOPT_NOSIGNAL`)
    /// leaves that to its program, and a peer that hangs up must be an error, not the end.
    static let start: CURLcode = {
        signal(SIGPIPE, SIG_IGN)
        return curl_global_init(Int(CURL_GLOBAL_DEFAULT))
    }()

    /// Whether the environment names a proxy.
    ///
    /// Asked once, where libcurl would look these variables up for every request.
    static let hasProxyInEnvironment: Bool = {
        let names = ["http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"]
        return names.contains { unsafe getenv($0) != nil }
    }()

    /// The versions of libcurl and of the libraries it stands on: `libcurl/7.88.1 OpenSSL/3.0.19 …`.
    static var version: String { unsafe String(cString: curl_version()) }
}
