import Events
import Instruments

/// The entries of a commit as the script reads them, 50 bytes each, numbers most significant byte first.
///
///     key 16 · second from which no copy can exist, double · type, 4: its place among the types from 1, or 0 for what
///     does not count · bucket, 2 · value, double · occurred at, double · finest native bucket of the magnitude, signed 4
struct PackedEntries {
    private(set) var bytes: [UInt8] = []
    /// The types, each once, in the order of their first events.
    private(set) var types: [[UInt8]] = []
    private var places: [[UInt8]: Int] = [:]

    /// Packs what is recorded `now`.
    init(_ entries: [LedgerEntry], now: Double, lifetimes: KeyLifetimes, buckets: Buckets) {
        bytes.reserveCapacity(entries.count * 50)
        for entry in entries {
            entry.key.append(to: &bytes)
            bytes.append(bigEndian: lifetimes.expiry(sentSeconds: entry.sentSeconds, recordedAt: now).rounded(.up))
            append(entry.outcome, buckets: buckets)
        }
    }

    private mutating func append(_ outcome: LedgerEntry.Outcome, buckets: Buckets) {
        guard case .counted(let event) = outcome else {
            return bytes.append(contentsOf: repeatElement(0, count: 26))
        }
        bytes.append(bigEndian: UInt32(place(of: event.type)))
        bytes.append(bigEndian: UInt16(buckets.index(of: event.value)))
        bytes.append(bigEndian: event.value)
        bytes.append(bigEndian: event.occurredAtSeconds)
        bytes.append(bigEndian: event.value == 0 ? 0 : NativeBuckets.index(of: event.value.magnitude))
    }

    private mutating func place(of type: String) -> Int {
        let name = Array(type.utf8)
        if let place = places[name] { return place }
        types.append(name)
        places[name] = types.count
        return types.count
    }
}
