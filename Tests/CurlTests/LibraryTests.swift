import Foundation
import Testing

@testable import Curl

/// What the environment says of proxies; each case in a process of its own, because it is asked once.
@Suite struct LibraryTests {
    private static let names = ["http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"]

    @Test(arguments: names) func `one variable is enough to name a proxy`(name: String) async {
        await #expect(processExitsWith: .success) { [name] in
            for name in LibraryTests.names { unsafe unsetenv(name) }
            unsafe setenv(name, "http://127.0.0.1:1", 1)
            precondition(Library.hasProxyInEnvironment)
        }
    }

    @Test func `without any of them there is no proxy`() async {
        await #expect(processExitsWith: .success) {
            for name in LibraryTests.names { unsafe unsetenv(name) }
            // libcurl does not look at this one: a CGI program would take it from a request's header.
            unsafe setenv("HTTP_PROXY", "http://127.0.0.1:1", 1)
            precondition(!Library.hasProxyInEnvironment)
        }
    }
}
