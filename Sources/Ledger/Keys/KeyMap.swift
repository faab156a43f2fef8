/// Values by message keys: what a dictionary does, by a hash that is made for these keys and costs a tenth.
///
/// An open hash table, at most half full. What is removed leaves no mark: the keys that were pushed on by it move back.
struct KeyMap<Value: Sendable>: Sendable {
    private struct Entry: Sendable {
        var key: MessageKey
        var value: Value
    }

    /// A power of two of them.
    private var entries = [Entry?](repeating: nil, count: leastEntries)
    private let hash = KeyHash()

    /// How many keys have a value.
    private(set) var count = 0

    private static var leastEntries: Int { 64 }

    /// The value of a key; nil where it has none, and to take it away.
    subscript(key: MessageKey) -> Value? {
        get { entries[place(of: key)]?.value }
        set {
            let place = place(of: key)
            guard let newValue else { return remove(at: place) }
            if entries[place] == nil { count += 1 }
            entries[place] = Entry(key: key, value: newValue)
            if count > entries.count / 2 { grow() }
        }
    }

    /// All keys and values, in no order.
    var elements: [(key: MessageKey, value: Value)] {
        entries.compactMap { entry in entry.map { ($0.key, $0.value) } }
    }

    /// Takes away the values that fulfil a condition, and gives back the room that they took.
    mutating func removeAll(where condition: (Value) -> Bool) {
        let kept = elements.filter { !condition($0.value) }
        entries = [Entry?](repeating: nil, count: Self.leastEntries)
        count = 0
        for (key, value) in kept { self[key] = value }
    }

    private func home(of key: MessageKey) -> Int {
        Int(truncatingIfNeeded: hash(key).high) & (entries.count - 1)
    }

    private func next(_ place: Int) -> Int { (place + 1) & (entries.count - 1) }

    /// Where a key stands, or else where it would have to.
    private func place(of key: MessageKey) -> Int {
        var place = home(of: key)
        while let entry = entries[place], entry.key != key { place = next(place) }
        return place
    }

    private mutating func remove(at place: Int) {
        guard entries[place] != nil else { return }
        count -= 1
        var gap = place
        var candidate = next(gap)
        while let entry = entries[candidate] {
            // One that stands before its home, once around, would not be found there.
            let distance = (candidate - home(of: entry.key)) & (entries.count - 1)
            if distance >= (candidate - gap) & (entries.count - 1) {
                entries[gap] = entry
                gap = candidate
            }
            candidate = next(candidate)
        }
        entries[gap] = nil
    }

    private mutating func grow() {
        let old = elements
        entries = [Entry?](repeating: nil, count: entries.count * 2)
        for (key, value) in old { entries[place(of: key)] = Entry(key: key, value: value) }
    }
}
