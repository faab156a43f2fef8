import Glibc

/// A listening socket that whoever started the process has opened for it, as systemd does (sd_listen_fds(3)).
package struct InheritedSocket: Sendable, Equatable {
    /// Where systemd puts the first one; the others follow.
    private static let first: CInt = 3

    /// The number of the open file.
    let descriptor: CInt

    /// All that were passed to this process, which keeps them to itself: its children get none.
    ///
    /// - Parameter environment: `LISTEN_PID` says whom the sockets are for and `LISTEN_FDS` how many there are.
    package static func all(
        in environment: [String: String],
        processID: CInt = getpid()
    ) throws(InheritedSocketError) -> [InheritedSocket] {
        guard environment["LISTEN_PID"].flatMap({ CInt($0) }) == processID,
            let count = environment["LISTEN_FDS"].flatMap({ CInt($0) }), 1...1000 ~= count
        else { throw .none }
        var sockets: [InheritedSocket] = []
        for descriptor in first..<first + count {
            let socket = InheritedSocket(descriptor: descriptor)
            guard socket.isListeningTCP else { throw .noListener(descriptor: descriptor) }
            _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
            sockets.append(socket)
        }
        return sockets
    }

    private var isListeningTCP: Bool {
        let families = [AF_INET, AF_INET6]
        return option(SO_ACCEPTCONN) == 1 && option(SO_TYPE) == CInt(SOCK_STREAM.rawValue)
            && option(SO_DOMAIN).map(families.contains) == true
    }

    private func option(_ name: CInt) -> CInt? {
        var value: CInt = 0
        var size = socklen_t(MemoryLayout<CInt>.size)
        return unsafe getsockopt(descriptor, SOL_SOCKET, name, &value, &size) == 0 ? value : nil
    }
}

/// Why there are no sockets to take over.
package enum InheritedSocketError: Error, Equatable, CustomStringConvertible {
    /// The environment says that none were passed, or that they are for another process.
    case none
    /// What was passed is something else.
    case noListener(descriptor: CInt)

    /// What is wrong and what to do about it, on one line.
    package var description: String {
        switch self {
        case .none:
            "finds no socket passed by systemd (LISTEN_PID and LISTEN_FDS): start it by a .socket unit, or unset this"
        case .noListener(let descriptor):
            "was passed the file \(descriptor), which is no listening TCP socket: use ListenStream=PORT in the .socket unit"
        }
    }
}
