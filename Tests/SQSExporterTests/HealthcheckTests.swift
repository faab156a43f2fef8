import Testing

@testable import SQSExporter

@Suite struct HealthcheckTests {
    @Test(arguments: [
        (nil, "http://127.0.0.1:8080/-/healthy"), ("", "http://127.0.0.1:8080/-/healthy"),
        ("0.0.0.0:9090", "http://127.0.0.1:9090/-/healthy"), (":9090", "http://127.0.0.1:9090/-/healthy"),
        ("[::]:9090", "http://[::1]:9090/-/healthy"), ("10.0.0.7:80", "http://10.0.0.7:80/-/healthy"),
        ("[fd00::7]:80", "http://[fd00::7]:80/-/healthy"),
        (":9090,10.0.0.7:80", "http://127.0.0.1:9090/-/healthy"),
    ])
    func `asks the exporter where it listens`(listenAddress: String?, url: String) throws {
        #expect(try Healthcheck.ownURL(listenAddress: listenAddress) == url)
    }

    @Test func `names the setting that is no address`() {
        let error = #expect(throws: (any Error).self) { try Healthcheck.ownURL(listenAddress: "everywhere") }
        #expect(error.map { "\($0)" }?.contains("LISTEN_ADDRESS") == true)
    }

    @Test(arguments: [
        ("http://127.0.0.1:8080/-/healthy", "http://127.0.0.1:8080/-/healthy"),
        ("https://me:pass@word@[::1]:80/stats?a=b", "https://[::1]:80/stats?a=b"), ("nonsense", "nonsense"),
        ("http://me:secret@host", "http://host"), ("me:secret@host:80", "host:80"),
        ("http://me:sec/ret@host", "http://host"),
    ])
    func `shows an address without the password in it`(url: String, shown: String) {
        #expect(ExporterAddress(url: url).shown == shown)
    }
}
