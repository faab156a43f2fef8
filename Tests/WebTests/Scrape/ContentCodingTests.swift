import Testing

@testable import Web

@Suite struct ContentCodingTests {
    @Test(arguments: [
        "gzip", "GZIP", "x-gzip", " gzip ", "gzip, deflate, br", "br;q=1, gzip;q=0.2", "gzip;q=0.5", "gzip;Q=1.000",
        "*",
        "*;q=0.1", "gzip;q=1, identity;q=1", "gzip;q=0.5, identity;q=0.4", "gzip ; q=0.001", "identity;q=0",
        "identity;q=0, *", "zstd, *;q=0, gzip;q=0.1", "gzip\t;\tq=1.", ",,gzip", "identity;q=0, gzip;q=0.1",
    ])
    func `compresses for who asks for it`(field: String) {
        #expect(ContentCoding(accepted: field) == .gzip)
    }

    @Test(arguments: [
        nil, "", " ", "identity", "zstd", "br, deflate", "gzip;q=0", "gzip;q=0.0, *", "*;q=0", "gzip;q=0, identity;q=0",
        "gzip;q=0.5, identity", "gzip;q=0.5, identity;q=0.501", "gzip;q=2", "gzip;q=1.001", "gzip;q=0.1234",
        "gzip;q=-1",
        "gzip;q=x", "gzip;q=", "not gzip", "gzipped", ";q=1", "*;q=0.2, identity;q=0.3", "gzip;q=0, *;q=1",
    ])
    func `leaves the page as it is for all others`(field: String?) {
        #expect(ContentCoding(accepted: field) == .identity)
    }
}
