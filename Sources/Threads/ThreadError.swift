/// Why there is no thread, in the system's words.
package struct ThreadError: Error, Equatable, Sendable {
    /// `no thread could be started: Resource temporarily unavailable`.
    package var message: String
}
