import NIOCore
import NIOHTTP1

/// Turns replies into HTTP/1.1, each into one buffer that takes one write.
struct ReplyEncoder {
    private let requestIDPrefix = UInt64.random(in: .min ... .max)
    private var replyCount: UInt64 = 0
    private var date = (second: Int64(-1), text: "")

    mutating func encode(
        _ reply: Reply,
        closing: Bool,
        now: Milliseconds,
        allocator: ByteBufferAllocator
    ) -> ByteBuffer {
        var buffer = allocator.buffer(capacity: 320 + reply.body.count)
        let status = HTTPResponseStatus(statusCode: reply.status)
        buffer.writeString("HTTP/1.1 \(status.code) \(status.reasonPhrase)\r\nx-amzn-RequestId: ")
        buffer.writeBytes(nextRequestID())
        buffer.writeString("\r\nDate: \(dateText(now))\r\nContent-Type: \(reply.contentType)\r\n")
        if let queryError = reply.queryError { buffer.writeString("x-amzn-query-error: \(queryError)\r\n") }
        if let retryAfter = reply.retryAfterMilliseconds { buffer.writeString("x-amz-retry-after: \(retryAfter)\r\n") }
        if closing { buffer.writeStaticString("Connection: close\r\n") }
        buffer.writeString("Content-Length: \(reply.body.count)\r\n\r\n")
        buffer.writeBytes(reply.body)
        return buffer
    }

    /// Unique in this process and, by its random half, among others.
    private mutating func nextRequestID() -> [UInt8] {
        replyCount &+= 1
        return MessageID.text(requestIDPrefix, replyCount &* 0x9E37_79B9_7F4A_7C15)
    }

    private mutating func dateText(_ now: Milliseconds) -> String {
        if date.second != now / 1000 { date = (now / 1000, HTTPDate.text(now / 1000)) }
        return date.text
    }
}
