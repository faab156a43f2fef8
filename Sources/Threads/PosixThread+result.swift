extension PosixThread {
    /// What a function that blocks returns; it runs on a thread of its own while the task waits, which holds none.
    ///
    /// It is run to its end even if the task is cancelled. Throws where the system has no thread to give.
    package static func result<Result: Sendable>(
        of body: @escaping @Sendable () -> Result
    ) async throws(ThreadError) -> Result {
        let outcome: Swift.Result<Result, ThreadError> = await withCheckedContinuation { waiter in
            do throws(ThreadError) {
                try PosixThread { waiter.resume(returning: .success(body())) }.detach()
            } catch {
                waiter.resume(returning: .failure(error))
            }
        }
        return try outcome.get()
    }
}
