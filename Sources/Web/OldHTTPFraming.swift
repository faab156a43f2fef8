import Glibc
import NIOCore
import NIOHTTP1

/// Answers HTTP/1.0 in its own terms: it knows no chunks, so an answer without a length ends with the connection.
///
/// Some proxies and load generators still speak it. An answer that breaks off ends with a reset instead, so that it is
/// not taken for the whole.
final class OldHTTPFraming: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    private var isOld = false
    private var endsWithConnection = false

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if case .head(let head) = unwrapInboundIn(data) { isOld = head.version == .http1_0 }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch unwrapOutboundIn(data) {
        case .head(var head) where isOld && !head.headers.contains(name: "content-length"):
            head.version = .http1_0
            head.headers.replaceOrAdd(name: "connection", value: "close")
            endsWithConnection = true
            resetOnClose(true, context)
            context.write(wrapOutboundOut(.head(head)), promise: promise)
        case .end where endsWithConnection:
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
