import Glibc
import NIOCore
import NIOHTTP1

/// Answers HTTP/1.0 in its own terms: a connection has one request, and it knows no chunks, so that an answer without a
/// length ends with the connection.
///
/// Some proxies and load generators still speak it. Such an answer, broken off, ends with a reset instead, so that it
/// is not taken for the whole.
final class OldHTTPFraming: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    private var isOld = false

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if case .head(let head) = unwrapInboundIn(data) { isOld = head.version == .http1_0 }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch unwrapOutboundIn(data) {
        case .head(var head) where isOld:
            head.version = .http1_0
            head.headers.replaceOrAdd(name: "connection", value: "close")
            if !head.headers.contains(name: "content-length") { resetOnClose(true, context) }
            context.write(wrapOutboundOut(.head(head)), promise: promise)
        case .end where isOld:
            resetOnClose(false, context)
            context.writeAndFlush(data, promise: promise)
            context.close(mode: .output, promise: nil)
        default:
            context.write(data, promise: promise)
        }
    }

    private func resetOnClose(_ isOn: Bool, _ context: ChannelHandlerContext) {
        _ = (context.channel as? any SocketOptionProvider)?.setSoLinger(linger(l_onoff: isOn ? 1 : 0, l_linger: 0))
    }
}
