import Glibc
import NIOCore

/// Carries an answer to its client the way a fault wants it to travel.
struct Courier {
    let channel: any Channel

    /// Brings as much of an answer as the passage lets through, and says when all of it has been sent.
    ///
    /// - Parameter bodyBytes: how much of the answer's end is its body.
    func carry(
        _ answer: ByteBuffer,
        bodyBytes: Int,
        by passage: Passage,
        whenSent: @escaping () -> Void
    ) {
        switch passage {
        case .whole: send(answer, whenSent)
        case .held(let seconds): after(.seconds(seconds)) { send(answer, whenSent) }
        case .slow(let bytes, let milliseconds):
            dribble(answer, bytes: bytes, every: .milliseconds(Int64(milliseconds)), whenSent)
        case .cut:
            let half = answer.getSlice(
                at: answer.readerIndex,
                length: answer.readableBytes - bodyBytes + bodyBytes / 2
            )
            channel.writeAndFlush(half ?? answer).assumeIsolated().whenComplete { _ in reset() }
        case .reset: reset()
        }
    }

    /// Ends the connection with RST instead of FIN.
    func reset() {
        _ = (channel as? any SocketOptionProvider)?.setSoLinger(linger(l_onoff: 1, l_linger: 0))
        channel.close(promise: nil)
    }

    private func send(_ answer: ByteBuffer, _ whenSent: () -> Void) {
        channel.writeAndFlush(answer, promise: nil)
        whenSent()
    }

    private func dribble(_ rest: ByteBuffer, bytes: Int, every interval: TimeAmount, _ whenSent: @escaping () -> Void) {
        var rest = rest
        guard rest.readableBytes > bytes, let drop = rest.readSlice(length: bytes) else { return send(rest, whenSent) }
        channel.writeAndFlush(drop, promise: nil)
        after(interval) { dribble(rest, bytes: bytes, every: interval, whenSent) }
    }

    /// Does nothing when the client has left by then.
    private func after(_ delay: TimeAmount, _ body: @escaping () -> Void) {
        channel.eventLoop.assumeIsolated().scheduleTask(in: delay) {
            if channel.isActive { body() }
        }
    }
}
