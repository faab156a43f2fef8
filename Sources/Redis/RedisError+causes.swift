import NIOCore
import NIOPosix
import NIOSSL

extension RedisError {
    /// Translates what NIO says of a connection that was there.
    init(of error: any Error) {
        switch error {
        case let error as RedisError: self = error
        case let error as NIOSSLError: self = Self(tls: error)
        case is NIOSSLExtraError: self = .untrusted("the server's certificate is for another host")
        case let error as IOError: self = .connectionLost(Self.text(of: error))
        default: self = .connectionLost("\(error)")
        }
    }

    /// Translates what NIO says of a connection that did not come about.
    init(connecting error: any Error) {
        switch error {
        case let error as RedisError:
            self =
                switch error {
                case .connectionLost(let reason): .cannotConnect(reason)
                case .timedOut: .cannotConnect(error.description)
                case .cannotConnect, .untrusted, .refused, .closed: error
                }
        case let error as NIOConnectionError:
            if let cause = error.dnsAError ?? error.dnsAAAAError, error.connectionErrors.isEmpty {
                self = .cannotConnect("the host has no address (\(cause))")
            } else {
                self = .cannotConnect(error.connectionErrors.last.map { Self.text(of: $0.error) } ?? "no address")
            }
        case is ChannelError: self = .cannotConnect("no connection in time")
        default: self = .cannotConnect(Self.text(of: error))
        }
    }

    private init(tls error: NIOSSLError) {
        switch error {
        case .handshakeFailed(let cause) where "\(cause)".contains("CERTIFICATE_VERIFY_FAILED"):
            // NIOSSL does not tell which of the two it is.
            let causes = "has expired, or no authority that is trusted here has signed it"
            self = .untrusted("the server's certificate \(causes)")
        case .handshakeFailed(let cause): self = .cannotConnect("the TLS handshake failed (\(cause))")
        case .unableToValidateCertificate, .noCertificateToValidate, .cannotFindPeerIP:
            self = .untrusted("the server's certificate cannot be validated")
        default: self = .connectionLost("TLS: \(error)")
        }
    }

    private static func text(of error: any Error) -> String {
        switch error {
        case let error as IOError: Errno.text(error.errnoCode)
        case let ChannelError.connectTimeout(limit): "no connection within \(limit.nanoseconds / 1_000_000_000) s"
        default: "\(error)"
        }
    }
}
