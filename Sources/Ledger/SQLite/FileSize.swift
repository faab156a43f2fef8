internal import Glibc
internal import Instruments

/// What a ledger's file and its log take on the disk, looked at once in a while.
struct FileSize {
    let path: String
    private var nextLook = -Double.infinity

    init(path: String) { self.path = path }

    /// Sets a gauge to the size in bytes, at most once in 5 s.
    mutating func refresh(_ gauge: Gauge, at now: Double) {
        guard now >= nextLook else { return }
        nextLook = now + 5
        gauge.set(Double(Self.bytes(path) + Self.bytes(path + "-wal")))
    }

    /// The size of one file in bytes; 0 where there is none.
    static func bytes(_ path: String) -> Int {
        var status = stat()
        return unsafe stat(path, &status) == 0 ? Int(status.st_size) : 0
    }
}
