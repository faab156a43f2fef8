/// Whoever made a request and can wait for its answer; one request at a time.
protocol Client: AnyObject {
    /// Takes the answer of a request that had to wait.
    func receive(_ reply: Reply)

    /// Loses the connection at once.
    func disconnect()
}
