import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1

/// Hummingbird's HTTP/1.1 on a connection, with ``RequestLimits`` and ``ConnectionUse`` between its parser and the
/// rest.
struct LimitedHTTP: ServerChildChannel {
    let http: HTTP1Channel
    let limits: ConnectionLimits
    let connections: OpenConnections

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<HTTP1Channel.Value> {
        http.setup(channel: channel, logger: logger).flatMapThrowing { value in
            let pipeline = channel.pipeline.syncOperations
            let parser = try pipeline.handler(type: ByteToMessageHandler<HTTPRequestDecoder>.self)
            try pipeline.addHandlers(
                [
                    OldHTTPFraming(), RequestLimits(head: TimeAmount(limits.head), bodyBytes: limits.bodyBytes),
                    ConnectionUse(connections),
                ],
                position: .after(parser)
            )
            return value
        }
    }

    func handle(value: HTTP1Channel.Value, logger: Logger) async {
        await http.handle(value: value, logger: logger)
    }
}
