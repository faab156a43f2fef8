/// The verdicts on what waits, and the commit that would make them true.
struct LedgerDraft {
    private(set) var verdicts: [[Verdict]] = []
    private(set) var keys: [LedgerCommit.NewKey] = []
    private let seen: KeyTable

    /// Decides nothing yet, with room for so many entries.
    init(expecting entries: Int) {
        seen = KeyTable(expecting: entries)
        keys.reserveCapacity(entries)
    }

    /// Decides the entries of one call, in order; what is new is added to `totals`.
    mutating func decide(
        _ entries: [LedgerEntry],
        known: RememberedKeys,
        totals: inout WorkingTotals,
        now: Double
    ) {
        var verdicts: [Verdict] = []
        verdicts.reserveCapacity(entries.count)
        let areKnown = known.contains(entries.map(\.key))
        for (entry, isKnown) in zip(entries, areKnown) {
            guard seen.insert(entry.key) else {
                verdicts.append(.duplicate)
                continue
            }
            guard !isKnown else {
                verdicts.append(.duplicate)
                continue
            }
            let expires = known.lifetimes.expiry(sentSeconds: entry.sentSeconds, recordedAt: now)
            keys.append(LedgerCommit.NewKey(key: entry.key, expires: expires))
            if case .counted(let event) = entry.outcome { totals.add(event, now: now) }
            verdicts.append(.recorded)
        }
        self.verdicts.append(verdicts)
    }

    /// The entries among these calls', which are those decided upon, that are new.
    func recorded(of calls: [[LedgerEntry]]) -> [LedgerEntry] {
        zip(calls.joined(), verdicts.joined()).compactMap { $1 == .recorded ? $0 : nil }
    }
}
