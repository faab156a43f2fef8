import Curl

/// Where a running exporter is asked: its web configuration file may want a name and a password, or have it speak TLS.
struct ExporterAddress {
    /// With `user:password@` where the exporter asks for them; not to be shown.
    let url: String

    /// The address without name and password, as messages show it.
    ///
    /// All before the last `@` goes, wherever that is: a password may have any letters.
    var shown: String {
        let start = url.firstRange(of: "://")?.upperBound ?? url.startIndex
        guard let at = url[start...].lastIndex(of: "@") else { return url }
        return String(url[..<start] + url[url.index(after: at)...])
    }

    /// What to do about a status that the gate answers with; empty for others.
    static func cure(for status: Int) -> String {
        status == 401 ? "; it asks for a password: write USER:PASSWORD@ before the host in --url" : ""
    }

    /// A client that trusts the authorities of a file, or the system's.
    static func client(caFile: String?) throws -> CurlClient {
        var configuration = CurlClient.Configuration()
        configuration.caBundle = caFile
        return try CurlClient(configuration)
    }
}
