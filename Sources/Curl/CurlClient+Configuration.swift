internal import Glibc

extension CurlClient {
    /// What all requests of one client share.
    package struct Configuration: Sendable {
        /// A PEM file of the certificate authorities to trust in place of the system's (`AWS_CA_BUNDLE`).
        package var caBundle: String?
        /// How many idle connections are kept; at least the number of requests that usually run at once.
        package var idleConnections: Int
        /// An idle connection older than this is not used again; whole seconds.
        package var idleConnectionAge: Duration
        /// A connection older than this serves no further request; whole seconds.
        package var connectionLifetime: Duration

        /// The defaults suit a handful of queues read by long polling, trusting the system's authorities.
        package init(
            caBundle: String? = nil,
            idleConnections: Int = 32,
            idleConnectionAge: Duration = .seconds(60),
            connectionLifetime: Duration = .seconds(600)
        ) {
            self.caBundle = caBundle
            self.idleConnections = idleConnections
            self.idleConnectionAge = idleConnectionAge
            self.connectionLifetime = connectionLifetime
        }
    }
}

extension CurlClient.Configuration {
    /// Finds at the start what libcurl would only find at the first request: a CA bundle that cannot be read.
    ///
    /// Throws a configuration error that names the file and the system's reason. ``CurlClient`` asks it before it
    /// starts; whoever checks a configuration without starting a client may ask it too. It opens nothing, so what is in
    /// the file is not looked at.
    package func checkFiles() throws(CurlError) {
        guard let caBundle, unsafe access(caBundle, R_OK) != 0 else { return }
        throw .refused("the CA bundle \(caBundle) cannot be read: \(unsafe String(cString: strerror(errno)))")
    }
}
