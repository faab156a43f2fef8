import NIOCore
import NIOHTTP1

/// Tells a connection's place whether anything is asked on it that has not been answered.
///
/// An answer lasts until the system has taken its last byte: a connection that is closed sooner loses it.
final class ConnectionUse: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    private let connections: OpenConnections
    private var place: OpenConnections.Place?

    init(_ connections: OpenConnections) {
        self.connections = connections
    }

    func handlerAdded(context: ChannelHandlerContext) { place = connections.place(for: context.channel) }

    func handlerRemoved(context: ChannelHandlerContext) { place?.leave() }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if case .head = unwrapInboundIn(data) { place?.asked() }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard case .end = unwrapOutboundIn(data) else { return context.write(data, promise: promise) }
        let written = promise ?? context.eventLoop.makePromise(of: Void.self)
        written.futureResult.whenComplete { [place] _ in place?.answered() }
        context.write(data, promise: written)
    }
}
