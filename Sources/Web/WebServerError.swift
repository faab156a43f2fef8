import Glibc
import NIOCore

/// Why the server cannot listen, each with the address as configured.
package enum WebServerError: Error, Equatable, CustomStringConvertible {
    /// Something listens there already.
    case addressInUse(ListenAddress)
    /// The host is no address of this machine, or of a kind the machine does not have.
    case noSuchInterface(ListenAddress)
    /// Ports below 1,024 are the superuser's on most systems.
    case notPermitted(ListenAddress)
    /// The host is a name that could not be looked up.
    case unknownHost(ListenAddress)
    /// Anything else, in the system's words.
    case other(ListenAddress, reason: String)

    init(_ error: any Error, listeningOn address: ListenAddress) {
        self =
            switch error {
            case let error as IOError where error.errnoCode == EADDRINUSE: .addressInUse(address)
            case let error as IOError where [EADDRNOTAVAIL, EAFNOSUPPORT].contains(error.errnoCode):
                .noSuchInterface(address)
            case let error as IOError where [EACCES, EPERM].contains(error.errnoCode): .notPermitted(address)
            case is SocketAddressError.UnknownHost: .unknownHost(address)
            default: .other(address, reason: "\(error)")
            }
    }

    /// What went wrong and which setting to change, on one line.
    package var description: String {
        switch self {
        case .addressInUse(let address):
            "cannot listen on \(address): address already in use; stop what uses it or set LISTEN_ADDRESS"
        case .noSuchInterface(let address):
            "cannot listen on \(address): this machine has no such address; set LISTEN_ADDRESS to one it has"
        case .notPermitted(let address):
            "cannot listen on \(address): not permitted; set LISTEN_ADDRESS to a port above 1023"
        case .unknownHost(let address):
            "cannot listen on \(address): the host is not known; set LISTEN_ADDRESS to an address of this machine"
        case .other(let address, let reason):
            "cannot listen on \(address), as LISTEN_ADDRESS says: \(reason)"
        }
    }
}
