import NIOCore

/// Closes a connection whose client does not take what was written to it in time.
///
/// Without it, a client that asks for a page and never reads it would hold the page, its connection and a graceful
/// shutdown for as long as it likes.
final class WriteDeadline: ChannelOutboundHandler, RemovableChannelHandler {
    typealias OutboundIn = NIOAny
    typealias OutboundOut = NIOAny

    private let limit: TimeAmount

    init(_ limit: TimeAmount) {
        self.limit = limit
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        let written = promise ?? context.eventLoop.makePromise(of: Void.self)
        let channel = context.channel
        let deadline = context.eventLoop.scheduleTask(in: limit) { channel.cutOff() }
        written.futureResult.whenComplete { _ in deadline.cancel() }
        context.write(data, promise: written)
    }
}
