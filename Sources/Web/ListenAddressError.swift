/// A text that names no address to listen on.
///
/// Its description quotes the text and says what to write instead.
package enum ListenAddressError: Error, Equatable, CustomStringConvertible {
    /// Nothing follows a last colon, or there is no colon.
    case noPort(String)
    /// What follows the last colon is no number from 0 to 65,535.
    case badPort(String)
    /// What stands before the port cannot be a host.
    case badHost(String)
    /// Several colons without brackets: which of them begins the port is anyone's guess.
    case unbracketedIPv6(String)
    /// A URL or a part of one.
    case hasSchemeOrPath(String)

    /// What is wrong with the text and what to write instead, on one line.
    package var description: String {
        switch self {
        case .noPort(let text):
            "\"\(text)\" has no port: write host:port, or :8080 for every interface"
        case .badPort(let text):
            "\"\(text)\" has no valid port: write a number from 0 to 65535 after the last colon"
        case .badHost(let text):
            "\"\(text)\" has no valid host: write a name, an IPv4 address, or an IPv6 address in brackets"
        case .unbracketedIPv6(let text):
            "\"\(text)\" has too many colons: write an IPv6 address in brackets, as in [::1]:8080"
        case .hasSchemeOrPath(let text):
            "\"\(text)\" is more than host:port: leave out the scheme and the path"
        }
    }
}
