import NIOCore
import NIOSSL
import NIOTLS

/// Lets nothing through before the handshake has shown a client's certificate for one of the names.
final class ClientNameCheck: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = NIOAny

    private let names: [String]
    private var isAdmitted = false

    init(_ names: [String]) {
        self.names = names
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case TLSUserEvent.handshakeCompleted? = event as? TLSUserEvent {
            let certificate = try? context.pipeline.syncOperations.nioSSL_peerCertificate()
            isAdmitted = certificate?.isFor(oneOf: names) ?? false
            guard isAdmitted else {
                context.close(promise: nil)
                return
            }
        }
        context.fireUserInboundEventTriggered(event)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if isAdmitted { context.fireChannelRead(data) }
    }
}

extension NIOSSLCertificate {
    /// Whether a name of the subject, of whatever kind, is written exactly as one of these.
    func isFor(oneOf names: [String]) -> Bool {
        for name in _subjectAlternativeNames() {
            let bytes = Array(name.contents)
            let text: String? =
                switch name.nameType {
                case .dnsName, .email, .uri: String(validating: bytes, as: UTF8.self)
                case .ipAddress: try? SocketAddress(packedIPAddress: ByteBuffer(bytes: bytes), port: 0).ipAddress
                default: nil
                }
            if let text, names.contains(where: { $0.utf8.elementsEqual(text.utf8) }) { return true }
        }
        return false
    }
}
