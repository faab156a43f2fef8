import NIOCore
import NIOSSL

/// What goes over one connection: commands out, answers back in the same order.
///
/// Every method runs on the connection's event loop. A caller always gets a result: the answers, or why there are none.
final class Conversation: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private var decoder = RESPDecoder()
    private var waiting = CircularBuffer<Exchange>()
    private var context: ChannelHandlerContext?
    private let ending: Ending
    /// Why it is over, once it is.
    private var end: RedisError?

    init(ending: Ending) {
        self.ending = ending
    }

    func handlerAdded(context: ChannelHandlerContext) { self.context = context }

    func handlerRemoved(context: ChannelHandlerContext) {
        finish(.connectionLost("closed"))
        self.context = nil
    }

    func send(_ exchange: Exchange) {
        guard let context, end == nil else {
            return exchange.end(.failure(end ?? .connectionLost("closed")))
        }
        var exchange = exchange
        exchange.alarm = context.eventLoop.assumeIsolated().scheduleTask(in: exchange.timeout) {
            self.close(.timedOut)
        }
        waiting.append(exchange)
        context.writeAndFlush(wrapOutboundOut(exchange.bytes), promise: nil)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard end == nil else { return }
        decoder.append(unwrapInboundIn(data))
        do throws(RESPError) {
            while let answer = try decoder.next() { try take(answer) }
        } catch {
            close(.connectionLost(error.description))
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        close(RedisError(of: error))
    }

    func channelInactive(context: ChannelHandlerContext) {
        finish(.connectionLost("the server has closed it"))
        context.fireChannelInactive()
    }

    private func take(_ answer: RESPValue) throws(RESPError) {
        guard !waiting.isEmpty else {
            // A server that has no room for another client says so unasked.
            guard case .error(let refusal) = answer else { throw .malformed }
            return close(.refused(refusal))
        }
        waiting[waiting.startIndex].answers.append(answer)
        if waiting[waiting.startIndex].answers.count == waiting[waiting.startIndex].expected {
            let exchange = waiting.removeFirst()
            exchange.end(.success(exchange.answers))
        }
    }

    // After a missing answer nobody could tell which command the next one belongs to.
    private func close(_ reason: RedisError) {
        finish(reason)
        context?.close(promise: nil)
    }

    private func finish(_ reason: RedisError) {
        if end == nil { end = reason }
        ending.come()
        while let exchange = waiting.popFirst() { exchange.end(.failure(reason)) }
    }
}
