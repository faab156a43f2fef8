import Glibc

/// A port of 127.0.0.1 that nothing listened at a moment ago, for servers that cannot be told to take any.
package enum FreePort {
    /// Why there is none: `errno`.
    package struct Failure: Error {
        package let code: Int32
    }

    /// The port.
    package static func find() throws(Failure) -> Int {
        let (descriptor, port) = try bind()
        close(descriptor)
        return port
    }

    /// A socket that listens at such a port; whoever asks for it closes it.
    package static func listen() throws(Failure) -> Int32 {
        let (descriptor, _) = try bind()
        guard Glibc.listen(descriptor, 16) == 0 else { throw Failure(code: errno) }
        return descriptor
    }

    private static func bind() throws(Failure) -> (descriptor: Int32, port: Int) {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { throw Failure(code: errno) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = INADDR_LOOPBACK.bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = unsafe withUnsafeMutablePointer(to: &address) { address in
            unsafe address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                unsafe Glibc.bind(descriptor, address, length) == 0 && getsockname(descriptor, address, &length) == 0
            }
        }
        guard isBound else {
            let failure = Failure(code: errno)
            close(descriptor)
            throw failure
        }
        return (descriptor, Int(UInt16(bigEndian: address.sin_port)))
    }
}
