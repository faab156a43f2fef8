import NIOCore
import NIOHTTP1

/// Holds a client to the limits of a request, and answers what is no request.
///
/// - A head has ``ConnectionLimits/head`` in all, however many bytes of it come and when, and so has a body: a client
///   that
///   sends a byte a second holds its connection no longer than one that sends nothing.
/// - Bodies are thrown away, for no page needs one, up to ``ConnectionLimits/bodyBytes``; behind a longer one the
///   connection
///   is of no use any more and ends.
/// - What is no HTTP is answered with 400, and a head beyond its limits with 431, after the answers that are still due.
///
/// A connection that ends this way is closed for writing first, and for reading when the client closes it or a head's
/// time is over: closed at once, it would be reset, and the client might never see the answer.
final class RequestLimits: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    private let time: TimeAmount
    private let bodyBytes: Int
    private var timer: Scheduled<Void>?
    /// Requests that have begun and whose answer has not ended.
    private var due = 0
    private var isInBody = false
    private var bodyLength = 0
    /// Set once nothing the client sends will be read as a request any more.
    private var isEnding = false
    /// The refusal that is sent when no answer is due any more.
    private var refusal: HTTPResponseStatus?

    init(head: TimeAmount, bodyBytes: Int) {
        time = head
        self.bodyBytes = bodyBytes
    }

    func handlerAdded(context: ChannelHandlerContext) {
        if context.channel.isActive { startTimer(context) }
    }

    func handlerRemoved(context: ChannelHandlerContext) { stopTimer() }

    func channelActive(context: ChannelHandlerContext) {
        startTimer(context)
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        stopTimer()
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isEnding else { return }
        switch unwrapInboundIn(data) {
        case .head:
            due += 1
            isInBody = true
            bodyLength = 0
            stopTimer()
            startTimer(context)
            context.fireChannelRead(data)
        case .body(let bytes):
            bodyLength += bytes.readableBytes
            guard bodyLength > bodyBytes else { return }
            // The request ends here for whoever answers it; its answer is the last one.
            isInBody = false
            isEnding = true
            context.fireChannelRead(wrapInboundOut(.end(nil)))
            endIfNothingIsDue(context)
        case .end:
            isInBody = false
            stopTimer()
            context.fireChannelRead(data)
        }
    }

    /// Comes after whatever was received: where that has made up no head, a head has begun.
    func channelReadComplete(context: ChannelHandlerContext) {
        if timer == nil, due == 0, !isEnding { startTimer(context) }
        context.fireChannelReadComplete()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard let error = error as? HTTPParserError else { return context.fireErrorCaught(error) }
        guard !isEnding else { return }
        isEnding = true
        // A flaw in a body, whose request is being answered: that has to do.
        if !isInBody { refusal = error == .headerOverflow ? .requestHeaderFieldsTooLarge : .badRequest }
        endIfNothingIsDue(context)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard case .end = unwrapOutboundIn(data) else { return context.write(data, promise: promise) }
        due -= 1
        context.write(data, promise: promise)
        if isEnding { endIfNothingIsDue(context) }
    }

    private func endIfNothingIsDue(_ context: ChannelHandlerContext) {
        guard due == 0 else { return }
        if let refusal { send(refusal, context) }
        context.flush()
        context.close(mode: .output, promise: nil)
        stopTimer()
        startTimer(context)
    }

    private func send(_ status: HTTPResponseStatus, _ context: ChannelHandlerContext) {
        let text =
            status == .badRequest
            ? #"{"error":"this is no HTTP request"}"# : #"{"error":"the request's head is too long"}"#
        let fields: HTTPHeaders = [
            "content-type": "application/json", "content-length": "\(text.utf8.count)", "cache-control": "no-store",
            "x-content-type-options": "nosniff", "connection": "close",
        ]
        context.write(wrapOutboundOut(.head(.init(version: .http1_1, status: status, headers: fields))), promise: nil)
        context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: text)))), promise: nil)
        context.write(wrapOutboundOut(.end(nil)), promise: nil)
    }

    private func startTimer(_ context: ChannelHandlerContext) {
        let channel = context.channel
        timer = context.eventLoop.scheduleTask(in: time) { channel.cutOff() }
    }

    private func stopTimer() {
        timer?.cancel()
        timer = nil
    }
}
