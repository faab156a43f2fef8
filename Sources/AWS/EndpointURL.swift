import FoundationEssentials

/// The parts of a custom endpoint's URL that a request needs.
package struct EndpointURL: Equatable, Sendable {
    /// What is wrong with a text that should be such a URL, as the end of a sentence.
    package enum Flaw: String, Error {
        case notURL = "is no URL"
        case scheme = "begins neither with http:// nor with https://"
        case host = "names no host"
        case port = "has a port outside 1–65535"
        case userInformation = "holds a user name or password, which requests cannot carry"
        case queryOrFragment = "has a query or a fragment, which requests would lose"
    }

    /// `http` or `https`.
    var scheme: String
    /// In lower case, with the port when it is not the scheme's own.
    var host: String
    /// Begins and ends with `/`.
    var path: String

    init(_ text: String) throws(Flaw) {
        guard text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }),
            let parts = URLComponents(string: text, encodingInvalidCharacters: false)
        else { throw .notURL }
        guard let scheme = parts.scheme?.lowercased(), scheme == "http" || scheme == "https" else { throw .scheme }
        guard parts.percentEncodedUser == nil, parts.percentEncodedPassword == nil else { throw .userInformation }
        guard parts.percentEncodedQuery == nil, parts.percentEncodedFragment == nil else { throw .queryOrFragment }
        guard let name = parts.encodedHost?.lowercased(), !name.isEmpty, !name.contains("%") else { throw .host }
        let standardPort = scheme == "https" ? 443 : 80
        let port = parts.port ?? standardPort
        guard (1...65_535).contains(port) else { throw .port }

        self.scheme = scheme
        host = port == standardPort ? name : "\(name):\(port)"
        let prefix = parts.percentEncodedPath
        path = prefix.hasSuffix("/") ? prefix : "\(prefix)/"
    }
}
