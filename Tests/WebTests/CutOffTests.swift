import NIOCore
import NIOEmbedded
import NIOSSL
import Support
import Testing

@testable import Web

@Suite(.timeLimit(.minutes(1))) struct CutOffTests {
    @Test func `a connection closes at once where there is no TLS`() throws {
        let channel = EmbeddedChannel()
        channel.pipeline.connect(to: try SocketAddress(ipAddress: "127.0.0.1", port: 1), promise: nil)
        #expect(channel.isActive)
        channel.cutOff()
        #expect(!channel.isActive)
    }

    @Test func `under TLS it does not wait for a client that reads nothing`() async throws {
        try Self.cutOff(try await Certificates())
    }

    /// Both sides in memory: nothing goes on but what is told to, and no time passes.
    private static func cutOff(_ certificates: Certificates) throws {
        let settings = TLSSettings(
            certificate: .file(certificates.path("server.crt")),
            key: .file(certificates.path("server.key"))
        )
        var trusting = TLSConfiguration.makeClientConfiguration()
        trusting.certificateVerification = .none
        let (server, client) = (EmbeddedChannel(), EmbeddedChannel())
        try server.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: settings.context(in: "web.yml")))
        try client.pipeline.syncOperations.addHandler(
            NIOSSLClientHandler(context: NIOSSLContext(configuration: trusting), serverHostname: nil)
        )
        let anywhere = try SocketAddress(ipAddress: "127.0.0.1", port: 1)
        for side in [server, client] { side.pipeline.connect(to: anywhere, promise: nil) }
        try exchange(server, client)
        server.writeAndFlush(ByteBuffer(string: "hello"), promise: nil)
        try exchange(server, client)
        #expect(try client.readInbound(as: ByteBuffer.self) == ByteBuffer(string: "hello"))

        server.writeAndFlush(ByteBuffer(repeating: 0x78, count: 1 << 20), promise: nil)
        #expect(server.isActive)
        server.cutOff()
        #expect(!server.isActive)
    }

    /// Carries bytes to and fro until neither side has any more to say.
    private static func exchange(_ left: EmbeddedChannel, _ right: EmbeddedChannel) throws {
        var isQuiet = false
        while !isQuiet {
            isQuiet = true
            for (from, to) in [(left, right), (right, left)] {
                while let bytes = try from.readOutbound(as: ByteBuffer.self) {
                    try to.writeInbound(bytes)
                    isQuiet = false
                }
            }
        }
    }
}
