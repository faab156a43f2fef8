import NIOCore
import NIOSSL

extension Channel {
    /// Closes the connection at once; to be called on its event loop.
    ///
    /// Under TLS too, whose goodbye would stand behind all that the client does not read, and is waited for.
    func cutOff() {
        // Whatever a handler closes is closed by those before it alone.
        if let tls = try? pipeline.syncOperations.context(handlerType: NIOSSLServerHandler.self) {
            tls.close(promise: nil)
        } else {
            close(promise: nil)
        }
    }
}
