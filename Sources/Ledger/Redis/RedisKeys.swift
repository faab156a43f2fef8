/// What a ledger's parts are called in Redis.
///
/// All names have the queue in braces, which makes them one slot of a cluster: a script may use them together.
///
///     {sqs-exporter:QUEUE}:keys:N           set: keys of deleted messages, of half window N since 1970
///     {sqs-exporter:QUEUE}:unconfirmed      sorted set: keys of messages not known to be deleted, by the second from
///                                           which no copy of them can exist
///     {sqs-exporter:QUEUE}:totals:REPLICA   hash: event type → figures (``EventTotals/init(type:packed:buckets:)``)
///     {sqs-exporter:QUEUE}:natives:REPLICA  hash: event type → native buckets (``NativeBuckets/init(packed:)``)
///     {sqs-exporter:QUEUE}:owners           hash: replica → ``Claim`` of the process that counts for it
///     {sqs-exporter:QUEUE}:commits          hash: replica → id of its last commit, and a digit for each entry of it
///     {sqs-exporter:QUEUE}:rehearsal:…      what opening tries its permissions on; gone after a second
///
/// A key that is not confirmed is in the sorted set alone; confirming moves it to the set of the current half window.
struct RedisKeys {
    private let prefix: String
    private let lifetimes: KeyLifetimes

    init(queue: String, lifetimes: KeyLifetimes) {
        prefix = "{sqs-exporter:\(queue)}:"
        self.lifetimes = lifetimes
    }

    var unconfirmed: [UInt8] { name("unconfirmed") }
    var owners: [UInt8] { name("owners") }
    var commits: [UInt8] { name("commits") }
    var rehearsal: [[UInt8]] { [name("rehearsal:set"), name("rehearsal:sorted")] }

    func totals(of replica: String) -> [UInt8] { name("totals:\(replica)") }
    func natives(of replica: String) -> [UInt8] { name("natives:\(replica)") }

    /// The partitions that may hold keys to be remembered, the current one second.
    ///
    /// The first is the next one: a replica whose clock is ahead by less than half a window may write there already.
    func partitions(at now: Double) -> [[UInt8]] {
        let current = lifetimes.partition(at: now)
        return [1, 0, -1, -2].map { name("keys:\(current + $0)") }
    }

    /// How long a partition is kept from when it was last written: until none of its keys is within the window, and
    /// half a window for clocks that differ.
    var partitionLifeSeconds: Int { Int((lifetimes.halfWindowSeconds * 4).rounded(.up)) }

    private func name(_ suffix: String) -> [UInt8] { Array((prefix + suffix).utf8) }
}
