import Synchronization
import Web

/// A program that reloads and quits as the test says, and keeps count.
final class FakeLifecycle: Lifecycle {
    private let refusal: ReloadRefused?
    private let report: ReloadReport
    private let counts = Mutex((reloads: 0, quits: 0))

    init(report: ReloadReport = ReloadReport(), refusal: ReloadRefused? = nil) {
        self.report = report
        self.refusal = refusal
    }

    var reloads: Int { counts.withLock { $0.reloads } }
    var quits: Int { counts.withLock { $0.quits } }

    func reload() throws(ReloadRefused) -> ReloadReport {
        counts.withLock { $0.reloads += 1 }
        if let refusal { throw refusal }
        return report
    }

    func quit() { counts.withLock { $0.quits += 1 } }
}
