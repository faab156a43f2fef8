/// Why a server does not listen.
package struct LocalSQSError: Error, Equatable, CustomStringConvertible {
    /// Where it should have listened: `127.0.0.1:9324`.
    package var address: String
    /// The system's words.
    package var reason: String

    /// One line for whoever started it.
    package var description: String { "LocalSQS cannot listen at \(address): \(reason)" }
}
