import NIOCore

/// Where the server listens: a host and a port, as `LISTEN_ADDRESS` spells them.
///
///     0.0.0.0:8080     every IPv4 interface
///     :8080            every interface, IPv6 too where the machine has it
///     localhost:8080   a name, looked up once at start
///     [::1]:9090       IPv6, always in brackets
///     127.0.0.1:0      a free port of the system's choice
package struct ListenAddress: Sendable, Equatable, CustomStringConvertible {
    /// A name or an IP address, IPv6 without its brackets; nil for every interface.
    package let host: String?
    /// 0 to 65,535; 0 asks the system for a free one.
    package let port: Int

    /// Reads an address; fails with what is wrong with the text and how to write it instead.
    package init(_ text: String) throws(ListenAddressError) {
        if text.contains("/") { throw .hasSchemeOrPath(text) }
        guard let colon = text.lastIndex(of: ":"), !text.hasSuffix("]") else { throw .noPort(text) }
        host = try Self.host(text[..<colon], of: text)
        port = try Self.port(text[text.index(after: colon)...], of: text)
    }

    /// The address a socket turned out to be bound to.
    init(host: String?, port: Int) {
        self.host = host
        self.port = port
    }

    /// The address as `init(_:)` reads it.
    package var description: String {
        guard let host else { return ":\(port)" }
        return host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
    }

    private static func host(_ host: Substring, of text: String) throws(ListenAddressError) -> String? {
        if host.isEmpty { return nil }
        if host.hasPrefix("["), host.hasSuffix("]") {
            let address = String(host.dropFirst().dropLast())
            guard address.contains(":"), isIPAddress(address) else { throw .badHost(text) }
            return address
        }
        if host.contains(":") { throw .unbracketedIPv6(text) }
        guard isName(host) || isIPAddress(String(host)) else { throw .badHost(text) }
        return String(host)
    }

    private static func port(_ port: Substring, of text: String) throws(ListenAddressError) -> Int {
        // Int accepts a sign, which no port has.
        guard port.allSatisfy(\.isNumber), let number = UInt16(port) else { throw .badPort(text) }
        return Int(number)
    }

    /// Whether a host can be a name: digits and dots alone are an IPv4 address, and have to be a right one.
    private static func isName(_ host: Substring) -> Bool {
        // The underscore is not in the standard, but in the names that container networks give.
        host.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-._".contains($0)) }
            && host.contains(where: \.isLetter)
    }

    private static func isIPAddress(_ host: String) -> Bool {
        (try? SocketAddress(ipAddress: host, port: 0)) != nil
    }
}
