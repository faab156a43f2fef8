import Curl

/// What this program is, for `--version`, the pages and `sqs_exporter_build_info`.
enum Version {
    static let program = "0.1.0"

    /// The compiler that built it.
    static var swift: String {
        #if compiler(>=6.4)
            "6.4+"
        #else
            "6.3"
        #endif
    }

    /// The libcurl it runs on.
    static var libcurl: String { CurlClient.version }

    /// Its release alone, `7.88.1`.
    static var libcurlRelease: String {
        String(libcurl.split(separator: " ").first?.split(separator: "/").last ?? "")
    }

    /// As the Prometheus programs print theirs.
    static var text: String { "sqs-exporter, version \(program) (swift \(swift), \(libcurl))" }
}
