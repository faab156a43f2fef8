import Foundation
import Testing

@testable import Curl

/// What a caller can do about each of libcurl's results, by the numbers of its documentation (libcurl-errors).
@Suite struct CurlErrorTests {
    @Test(arguments: [5, 6, 7, 16, 18, 27, 28, 35, 52, 55, 56, 61, 80, 92, 95, 97])
    func `time, network and server are transient`(code: UInt32) {
        #expect(CurlError.Kind(code: code) == .transient)
    }

    @Test(arguments: [
        1, 2, 3, 4, 9, 23, 43, 45, 48, 49, 53, 54, 58, 59, 60, 63, 64, 67, 77, 82, 83, 90, 91, 98,
    ])
    func `what needs a change of settings is configuration`(code: UInt32) {
        #expect(CurlError.Kind(code: code) == .configuration)
    }

    @Test func `a transfer that was called off is cancelled`() {
        #expect(CurlError.Kind(code: 42) == .cancelled)
    }

    @Test func `a result of a later libcurl is transient`() {
        #expect(CurlError.Kind(code: 9999) == .transient)
    }

    @Test(arguments: ["http://user:hun/ter2@proxy.example:3128", "socks9://user:hunter2@proxy.example"])
    func `a proxy that is none is a wrong setting, and its password is not told`(proxy: String) async {
        await #expect(processExitsWith: .success) { [proxy] in
            unsafe setenv("http_proxy", proxy, 1)
            for name in ["no_proxy", "NO_PROXY"] { unsafe unsetenv(name) }
            let failure = try await CurlClient().failure(of: .test("http://127.0.0.1:9/", proxy: .environment))
            precondition(failure?.kind == .configuration)
            precondition(failure?.message.contains("ter2") == false)
            precondition(failure?.message.contains("http_proxy") == true)
        }
    }
}
