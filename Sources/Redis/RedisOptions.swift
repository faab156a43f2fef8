import NIOCore
import NIOPosix
import NIOSSL

/// How to reach a server.
package struct RedisOptions: Sendable {
    /// Where it is.
    package var url: RedisURL
    /// Who is trusted to sign its certificate: a PEM file; nil for those the system trusts.
    package var caFile: String?
    /// What `CLIENT LIST` shows; printable ASCII without spaces.
    package var clientName: String
    /// For connecting, and for each answer.
    package var timeout: Duration

    /// Options that are not checked before the first connection.
    package init(url: RedisURL, caFile: String? = nil, clientName: String, timeout: Duration = .seconds(5)) {
        self.url = url
        self.caFile = caFile
        self.clientName = clientName
        self.timeout = timeout
    }

    /// What TLS needs, 1.2 and up; nil for a connection without it.
    ///
    /// Certificates are read on a thread that may wait for a disk, and to the end even if the task is cancelled: others
    /// may wait for the same connection.
    func makeTLSContext() async throws -> NIOSSLContext? {
        guard url.usesTLS else { return nil }
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.minimumTLSVersion = .tlsv12
        if let caFile { configuration.trustRoots = .file(caFile) }
        let finished = configuration
        do {
            let eventLoop = MultiThreadedEventLoopGroup.singleton.any()
            return try await NIOThreadPool.singleton.runIfActive(eventLoop: eventLoop) {
                try NIOSSLContext(configuration: finished)
            }.get()
        } catch {
            throw RedisError.untrusted("the certificates of \(caFile ?? "the system") cannot be read")
        }
    }
}
