import Testing
import Web

@Suite struct ListenAddressTests {
    @Test(arguments: [
        ("0.0.0.0:8080", "0.0.0.0", 8080),
        (":8080", nil, 8080),
        ("localhost:8080", "localhost", 8080),
        ("[::1]:9090", "::1", 9090),
        ("[::]:0", "::", 0),
        ("127.0.0.1:65535", "127.0.0.1", 65535),
        ("my_host-1.example.org:1", "my_host-1.example.org", 1),
        ("1host:80", "1host", 80),
    ])
    func `reads what can be listened on, and writes it the same`(text: String, host: String?, port: Int) throws {
        let address = try ListenAddress(text)
        #expect(address.host == host)
        #expect(address.port == port)
        #expect(address.description == text)
    }

    @Test(arguments: [
        ("", ListenAddressError.noPort("")),
        ("8080", .noPort("8080")),
        ("localhost", .noPort("localhost")),
        ("[::1]", .noPort("[::1]")),
        (":", .badPort(":")),
        ("localhost:", .badPort("localhost:")),
        (":http", .badPort(":http")),
        (":65536", .badPort(":65536")),
        (":-1", .badPort(":-1")),
        (":+80", .badPort(":+80")),
        (":8080 ", .badPort(":8080 ")),
        (":8٠", .badPort(":8٠")),
        (" :8080", .badHost(" :8080")),
        ("256.0.0.1:80", .badHost("256.0.0.1:80")),
        ("127.1:80", .badHost("127.1:80")),
        ("höst:80", .badHost("höst:80")),
        ("a host:80", .badHost("a host:80")),
        ("[127.0.0.1]:80", .badHost("[127.0.0.1]:80")),
        ("[::g]:80", .badHost("[::g]:80")),
        ("[]:80", .badHost("[]:80")),
        ("[::1:80", .unbracketedIPv6("[::1:80")),
        ("::1:8080", .unbracketedIPv6("::1:8080")),
        ("::", .unbracketedIPv6("::")),
        ("http://localhost:8080", .hasSchemeOrPath("http://localhost:8080")),
        (":8080/metrics", .hasSchemeOrPath(":8080/metrics")),
    ])
    func `refuses what cannot be listened on`(text: String, error: ListenAddressError) {
        #expect(throws: error) { try ListenAddress(text) }
    }

    @Test func `an error quotes the text and says what to write`() {
        let error = ListenAddressError.unbracketedIPv6("::1:8080")
        #expect(
            "\(error)" == #""::1:8080" has too many colons: write an IPv6 address in brackets, as in [::1]:8080"#
        )
    }
}
