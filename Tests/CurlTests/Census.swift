import Foundation

/// How many threads and open descriptors this process has.
struct Census {
    let threads = Self.count("/proc/self/task")
    let descriptors = Self.count("/proc/self/fd")

    /// Whether neither has grown by as much as ten; the runtime takes a few for its own threads and timers.
    func isNear(_ before: Census) -> Bool {
        threads < before.threads + 10 && descriptors < before.descriptors + 10
    }

    private static func count(_ folder: String) -> Int {
        (try? FileManager.default.contentsOfDirectory(atPath: folder).count) ?? 0
    }
}
