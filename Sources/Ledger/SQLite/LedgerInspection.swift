/// What is in a ledger's file, as `ledger check` and `ledger export` show it.
package struct LedgerInspection: Equatable, Sendable {
    /// What a file has of one queue.
    package struct Queue: Equatable, Sendable {
        /// The queue's name.
        package var name: String
        /// How many messages the file knows, at the time of its latest commit.
        package var rememberedKeys: Int
        /// How many of them are kept by date: not confirmed deleted, or late.
        package var unconfirmedKeys: Int
        /// The totals of every type, in the order in which the types first came.
        package var totals: [EventTotals]
    }

    /// What SQLite finds wrong with the file, a line each; empty for one that is whole.
    package var faults: [String]
    /// The version of the file's schema.
    package var schemaVersion: Int
    /// Every queue that the file has served.
    package var queues: [Queue]
}
