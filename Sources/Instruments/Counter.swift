public import Synchronization

/// A total that only grows.
///
/// Whole amounts, nearly all there are, cost one atomic addition; the rest goes to a compensated sum behind a lock.
/// Keep the handle where events are counted: finding it by its labels costs many times an increment. The addition is
/// inlined there, because the call around it would take half as long again.
@usableFromInline
package final class Counter: Instrument {
    /// The whole amounts, and in the highest bit whether there is a rest beside them.
    ///
    /// Once that is set, only ``restore(_:)`` takes it away: whoever sees it reads both under the lock.
    @usableFromInline let whole = Atomic<UInt64>(0)
    /// A room of its own, because most counters never need it.
    private let rest = Mutex<Rest?>(nil)

    private final class Rest {
        var sum: CompensatedSum
        init(_ sum: CompensatedSum) { self.sum = sum }
    }

    /// A total of zero.
    package init() {}

    /// Adds one.
    @inlinable
    package func increment() {
        count(1)
    }

    /// Adds `amount`, which must be finite and not negative: anything else would end the total for good, so it traps.
    package func increment(by amount: Double) {
        precondition(amount >= 0 && amount.isFinite, "a counter grows by finite amounts, never shrinks")
        if amount <= Self.largestStep, amount == amount.rounded(.towardZero) {
            count(UInt64(amount))
        } else {
            rest.withLock { add(amount, to: &$0) }
        }
    }

    /// The total, exact beyond what one `Double` holds: what ``restore(_:)`` takes.
    package var total: CompensatedSum {
        let word = whole.load(ordering: .relaxed)
        // To take the lock would be most of what a scrape of many counters costs.
        if word & Self.restMark == 0 { return CompensatedSum(sum: Double(word)) }
        return rest.withLock { rest in
            var total = rest?.sum ?? CompensatedSum()
            total.add(Double(whole.load(ordering: .relaxed) & ~Self.restMark))
            return total
        }
    }

    /// The total as it is exposed; no later reading is smaller.
    package var value: Double { total.value }

    /// Goes on from a stored total in place of the present one; to be called before anything counts.
    package func restore(_ total: CompensatedSum) throws(RestoreError) {
        guard total.value >= 0 else { throw .notATotal(total.value) }
        rest.withLock { rest in
            if total.compensation == 0, let amount = UInt64(exactly: total.sum), amount < Self.fullness {
                rest = nil
                whole.store(amount, ordering: .relaxed)
            } else {
                rest = Rest(total)
                whole.store(Self.restMark, ordering: .relaxed)
            }
        }
    }

    // A step is small enough, and `whole` folded early enough, that it converts to Double exactly and never reaches the
    // mark.
    private static let largestStep: Double = 0x1p32
    @inlinable static var fullness: UInt64 { 1 << 52 }
    @inlinable static var restMark: UInt64 { 1 << 63 }

    @inlinable
    func count(_ step: UInt64) {
        let word = whole.wrappingAdd(step, ordering: .relaxed).newValue
        if word & ~Self.restMark >= Self.fullness {
            fold()
        }
    }

    // Under the lock that readers take as soon as the mark is set, so that none sees the amount twice or not at all.
    @usableFromInline
    func fold() {
        rest.withLock { add(Double(whole.exchange(Self.restMark, ordering: .relaxed) & ~Self.restMark), to: &$0) }
    }

    private func add(_ amount: Double, to rest: inout Rest?) {
        if rest == nil { rest = Rest(CompensatedSum()) }
        rest?.sum.add(amount)
        whole.bitwiseOr(Self.restMark, ordering: .relaxed)
    }
}

extension Counter {
    /// The totals of a family's series.
    package static func points(_ series: SeriesList<Counter>) -> FamilySnapshot.Points {
        .counters(series.mapValues(\.value))
    }
}
