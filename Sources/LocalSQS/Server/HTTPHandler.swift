import JSON
import NIOCore
import NIOHTTP1

/// One connection: gathers requests, hands them to the service, writes what it answers.
///
/// Requests are answered one after another. A client that sends the next one during a long poll is disconnected.
final class HTTPHandler: ChannelInboundHandler, Client {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = ByteBuffer

    private enum State {
        case idle
        /// The head has come, the body is coming.
        case reading
        /// The last answer is given; what else comes means nothing.
        case discarding
        /// The service has the request and will answer it later.
        case waiting
    }

    /// The largest request: a batch of 1 MiB whose every byte is written as an escape of six, and some air.
    static let maximumBodyBytes = 8 << 20

    private let service: Service
    private var encoder = ReplyEncoder()
    private var context: ChannelHandlerContext?
    private var state = State.idle
    private var keepsAlive = true
    private var method = HTTPMethod.POST
    private var path = "/"
    private var request = ServerRequest(host: "")
    /// The messages of an answer that is on its way, slowly.
    private var messageIDsOnTheWay: [String] = []

    init(_ service: Service) {
        self.service = service
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.context = nil
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch (unwrapInboundIn(data), state) {
        case (.head(let head), .idle): begin(head)
        case (.body(let part), .reading): take(part)
        case (.end, .reading): finish()
        case (_, .discarding): break
        default: context.close(promise: nil)
        }
    }

    func channelActive(context: ChannelHandlerContext) {
        service.join(self)
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        service.leave(self)
        service.spoil(messageIDsOnTheWay)
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard error is HTTPParserError else { return context.close(promise: nil) }
        switch state {
        case .idle, .reading: refuse(.malformedRequest)
        case .discarding: break
        case .waiting: context.close(promise: nil)
        }
    }

    func receive(_ reply: Reply) {
        send(reply)
    }

    func disconnect() {
        if let context { Courier(channel: context.channel).reset() }
    }

    private func begin(_ head: HTTPRequestHead) {
        keepsAlive = head.isKeepAlive
        method = head.method
        path = head.uri
        request = ServerRequest(
            target: head.headers.first(name: "x-amz-target"),
            authorization: head.headers.first(name: "authorization"),
            signedAt: service.refusesOtherClocks ? head.headers.first(name: "x-amz-date") : nil,
            host: head.headers.first(name: "host") ?? ""
        )
        state = .reading
        let length = head.headers.first(name: "content-length").flatMap { Int($0) } ?? 0
        guard length <= Self.maximumBodyBytes else { return refuse(.requestTooLarge) }
        request.body.reserveCapacity(length)
        if head.headers.contains(name: "expect") { write(ByteBuffer(staticString: "HTTP/1.1 100 Continue\r\n\r\n")) }
    }

    private func take(_ part: ByteBuffer) {
        guard request.body.count + part.readableBytes <= Self.maximumBodyBytes else { return refuse(.requestTooLarge) }
        request.body.append(contentsOf: part.readableBytesView)
    }

    private func finish() {
        state = .waiting
        if let reply = answer() { send(reply) }
    }

    private func answer() -> Reply? {
        switch (method, path) {
        case (.POST, _): service.handle(request, from: self)
        case (.GET, "/"), (.GET, "/health"): Reply(health: service.counts())
        default: Reply(.noSuchResource)
        }
    }

    /// Answers at once and closes the connection, whatever else the client has sent.
    private func refuse(_ error: SQSError) {
        keepsAlive = false
        send(Reply(error))
    }

    /// The one place where answers leave.
    private func send(_ reply: Reply) {
        guard let context else { return }
        let buffer = encoder.encode(
            reply,
            closing: !keepsAlive,
            now: service.now,
            allocator: context.channel.allocator
        )
        guard reply.passage == .whole else { return carry(buffer, of: reply, over: context.channel) }
        write(buffer)
        endExchange()
    }

    /// Writes what a fault lets through of an answer, when it does.
    private func carry(_ buffer: ByteBuffer, of reply: Reply, over channel: any Channel) {
        state = .waiting
        messageIDsOnTheWay = reply.messageIDs
        Courier(channel: channel).carry(buffer, bodyBytes: reply.body.count, by: reply.passage) {
            self.messageIDsOnTheWay = []
            self.endExchange()
        }
    }

    private func endExchange() {
        state = keepsAlive ? .idle : .discarding
        // The client closes the other direction; closing both could cost it the answer.
        if !keepsAlive { context?.close(mode: .output, promise: nil) }
    }

    private func write(_ buffer: ByteBuffer) {
        context?.writeAndFlush(wrapOutboundOut(buffer), promise: nil)
    }
}
