/// Whatever can exchange a request for an answer: ``CurlClient`` in the program, a script in tests.
package protocol Transport: Sendable {
    /// Sends a request and returns the answer, whatever its status.
    ///
    /// Cancelling the task ends the exchange at once, also in the middle of a long poll.
    func send(_ request: Request) async throws(CurlError) -> Response
}
