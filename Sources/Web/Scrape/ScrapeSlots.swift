import Instruments
import Synchronization

/// How many scrapes may be answered at a time, and how many are.
final class ScrapeSlots: Sendable {
    /// 0 for as many as come.
    let limit: Int
    private let taken = Atomic(0)
    private let gauge: Gauge

    init(limit: Int, shownBy gauge: Gauge) {
        self.limit = limit
        self.gauge = gauge
    }

    /// A slot for one scrape; nil when all are taken.
    func take() -> ScrapeSlot? {
        let count = taken.add(1, ordering: .relaxed).newValue
        guard limit == 0 || count <= limit else {
            taken.subtract(1, ordering: .relaxed)
            return nil
        }
        gauge.increment()
        return ScrapeSlot(of: self)
    }

    fileprivate func takeBack() {
        taken.subtract(1, ordering: .relaxed)
        gauge.decrement()
    }
}

/// The right to be answered; given back at the latest when nobody holds it any more.
///
/// Whatever becomes of an answer, it is let go in the end: also one whose first byte was never written because the
/// client had left, and one to HEAD, whose body nobody writes.
final class ScrapeSlot: Sendable {
    private let slots: ScrapeSlots
    private let isFree = Atomic(false)

    fileprivate init(of slots: ScrapeSlots) {
        self.slots = slots
    }

    deinit { free() }

    /// Gives the slot back; a second time is no harm.
    func free() {
        guard !isFree.exchange(true, ordering: .relaxed) else { return }
        slots.takeBack()
    }
}
