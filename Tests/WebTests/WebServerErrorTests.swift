import Glibc
import NIOCore
import Testing

@testable import Web

@Suite struct WebServerErrorTests {
    private let address = ListenAddress(host: "localhost", port: 80)

    @Test(arguments: [
        (EADDRINUSE, "cannot listen on localhost:80: address already in use; "),
        (EADDRNOTAVAIL, "cannot listen on localhost:80: this machine has no such address; "),
        (EAFNOSUPPORT, "cannot listen on localhost:80: this machine has no such address; "),
        (EACCES, "cannot listen on localhost:80: not permitted; "),
        (EMFILE, "cannot listen on localhost:80, as LISTEN_ADDRESS says: bind: "),
    ])
    func `tells what the system refused`(errno: Int32, beginning: String) {
        let error = WebServerError(IOError(errnoCode: errno, reason: "bind"), listeningOn: address)
        #expect(error.description.hasPrefix(beginning))
        #expect(error.description.contains("LISTEN_ADDRESS"))
    }
}
