import Events
import Instruments
import Ledger

/// Counts what the ledger has recorded although the call threw, so that pages and ledger say the same.
struct LateRecords: Sendable {
    let ledger: any Ledger
    let events: EventMetrics
    let metrics: ConsumerMetrics

    /// To be called whenever the ledger has answered again.
    func count() async {
        for entry in await ledger.takeLateRecords() {
            switch entry.outcome {
            case .counted(let event):
                events.record(event)
                metrics.counted.increment()
            case .rejected(let reason): metrics.rejected(reason: reason.rawValue)
            }
        }
    }
}
