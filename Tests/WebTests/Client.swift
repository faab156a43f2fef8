import NIOCore
import NIOPosix

/// A client that sends what it is told, byte by byte, and so can also send what no HTTP client would.
struct Client {
    let port: Int

    /// Sends a request without a body and reads the answer.
    func send(_ method: String, _ path: String, fields: String = "") async throws -> Reply {
        Reply(try await exchange("\(method) \(path) HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\(fields)\r\n"))
    }

    /// Sends a text as it is, and reads until the server closes the connection.
    func exchange(_ text: String) async throws -> String {
        try await connected { inbound, outbound in
            try await outbound.write(ByteBuffer(string: text))
            var received = ByteBuffer()
            for try await part in inbound { received.writeImmutableBuffer(part) }
            return String(buffer: received)
        }
    }

    typealias Inbound = NIOAsyncChannelInboundStream<ByteBuffer>
    typealias Outbound = NIOAsyncChannelOutboundWriter<ByteBuffer>

    /// Opens a connection for as long as the body runs.
    func connected<Result: Sendable>(
        _ body: @Sendable (Inbound, Outbound) async throws -> Result
    ) async throws -> Result {
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            // Some kernels would take tens of megabytes for a client that reads nothing.
            .channelOption(.socketOption(.so_rcvbuf), value: 1 << 16)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(
                        wrappingChannelSynchronously: channel,
                        configuration: .init(isOutboundHalfClosureEnabled: true)
                    )
                }
            }
        return try await channel.executeThenClose(body)
    }

    /// Waits until the server accepts no connections any more.
    func waitUntilRefused() async throws {
        while (try? await connected { _, _ in }) != nil {
            try await Task.sleep(for: .milliseconds(5))
        }
    }
}
