import Hummingbird
import HummingbirdCore
import NIOCore

/// What one client may cost the server.
struct ConnectionLimits {
    /// Connections open at a time, as ``OpenConnections`` has it.
    ///
    /// Far above what scrapers need, far below the 1,024 files a process may have open by default.
    var connections = 256
    /// How long a connection may wait for the next request before it is closed.
    ///
    /// Above the minute that Prometheus leaves between scrapes by default, so that it keeps its connection.
    var idle: Duration = .seconds(75)
    /// How long a client may take to send a request's head, all of it, and then its body if it has one.
    var head: Duration = .seconds(30)
    /// The longest body of a request that is read, to be thrown away, in bytes.
    var bodyBytes = 64 * 1024
    /// How long a client may take to accept what is written to it before it is cut off.
    var write: Duration = .seconds(60)
    /// The longest request line or header field, in bytes.
    var fieldBytes = 8 * 1024
    /// All header fields of a request together, in bytes.
    var headBytes = 32 * 1024

    /// The server's HTTP layer with these limits set, under TLS where the gate has it.
    func http(_ gate: Gate?, _ connections: OpenConnections) -> HTTPServerBuilder {
        HTTPServerBuilder { responder in
            let http = channel(responder, connections)
            guard let gate, gate.tls != nil else { return http }
            return SecureChannel(base: http, gate: gate)
        }
    }

    /// What becomes of one connection, beneath any TLS.
    func channel(_ responder: @escaping HTTPChannelHandler.Responder, _ connections: OpenConnections) -> LimitedHTTP {
        LimitedHTTP(
            http: HTTP1Channel(
                responder: responder,
                configuration: .init(
                    additionalChannelHandlers: [WriteDeadline(TimeAmount(write))],
                    idleTimeout: TimeAmount(idle),
                    httpDecoderConfiguration: .init(
                        maxHeaderFieldSize: fieldBytes,
                        maxHeaderListSize: headBytes,
                        maxHeaderFieldCount: 100
                    )
                )
            ),
            limits: self,
            connections: connections
        )
    }

    /// What one of several listeners may cost, so that all of them together cost as much as one alone.
    func shared(among listeners: Int) -> ConnectionLimits {
        var limits = self
        limits.connections = max(1, connections / max(1, listeners))
        return limits
    }
}
