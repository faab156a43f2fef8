/// What other threads have for the client's thread.
struct Inbox: Sendable {
    /// One round's worth of it.
    struct Mail: Sendable {
        var jobs: [UnownedJob] = []
        var calls: [Call] = []
        var cancellations: [UInt64] = []

        var isEmpty: Bool { jobs.isEmpty && calls.isEmpty && cancellations.isEmpty }

        /// Empties the mail and keeps its memory for the next.
        mutating func clear() {
            jobs.removeAll(keepingCapacity: true)
            calls.removeAll(keepingCapacity: true)
            cancellations.removeAll(keepingCapacity: true)
        }
    }

    var mail = Mail()
    /// Set when the client is shut down; the thread ends with the mail it then holds.
    var isClosing = false
    /// The thread has ended or is about to: nobody will look in again.
    var isClosed = false
    /// The thread waits, or is about to: whoever leaves something must wake it, once.
    var isAsleep = false
}
