import HummingbirdCore
import Logging
import NIOCore
import NIOSSL

/// A connection under TLS, by what the configuration says when it is opened.
struct SecureChannel<Base: ServerChildChannel>: ServerChildChannel {
    let base: Base
    let gate: Gate

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Base.Value> {
        channel.eventLoop.makeCompletedFuture {
            guard let (context, settings) = gate.tls else {
                preconditionFailure("TLS is neither added nor taken away while the server runs")
            }
            let pipeline = channel.pipeline.syncOperations
            try pipeline.addHandler(
                NIOSSLServerHandler(
                    context: context,
                    customVerificationCallback: settings.clientAuthentication.callback,
                    configuration: .init()
                )
            )
            if let names = settings.clientNames { try pipeline.addHandler(ClientNameCheck(names)) }
        }.flatMap {
            base.setup(channel: channel, logger: logger)
        }
    }

    func handle(value: Base.Value, logger: Logger) async {
        await base.handle(value: value, logger: logger)
    }
}

extension ClientAuthentication {
    /// Takes every certificate where none is to be verified; nil leaves it to BoringSSL.
    fileprivate var callback: NIOSSLCustomVerificationCallback? {
        switch self {
        case .none, .verifyIfGiven, .requireAndVerify: nil
        case .request, .requireAny: { _, verdict in verdict.succeed(.certificateVerified) }
        }
    }
}
