internal import Events
internal import Instruments

/// The totals of every type: as they are in the file, and as the commit under way would leave them.
struct WorkingTotals {
    /// What the commit under way has changed.
    struct Change {
        /// The id of the row in the file.
        var id: Int64
        var isNew: Bool
        /// Whether the row goes; then the totals are those that it had.
        var isRemoved = false
        var totals: EventTotals
    }

    private struct Row {
        var id: Int64
        var name: EventTypeName
        /// Nil for a type that the commit under way is the first to have; such rows are the last.
        var stored: EventTotals?
        var working: EventTotals?
        /// Whether the commit under way removes the row.
        var isRemoved = false
    }

    private let buckets: Buckets
    private var rows: [Row] = []
    private var places: [EventTypeName: Int] = [:]
    private var changed: [Int] = []
    private var nextID: Int64

    /// What is in the file, with the ids of the rows; `nextID` is free, and so are all above it.
    init(stored: [(id: Int64, totals: EventTotals)], nextID: Int64, buckets: Buckets) {
        self.buckets = buckets
        self.nextID = nextID
        for (id, totals) in stored {
            let name = EventTypeName(text: totals.type)
            places[name] = rows.count
            rows.append(Row(id: id, name: name, stored: totals))
        }
    }

    /// The totals of every type, as they are in the file.
    var stored: [EventTotals] { rows.compactMap(\.stored) }

    /// What the commit under way has to write.
    var changes: [Change] {
        changed.compactMap { place in
            let row = rows[place]
            if row.isRemoved {
                return row.stored.map { Change(id: row.id, isNew: false, isRemoved: true, totals: $0) }
            }
            return row.working.map { Change(id: row.id, isNew: row.stored == nil, totals: $0) }
        }
    }

    /// Adds an event to the commit under way.
    mutating func add(_ event: Event, now: Double) {
        let place = place(of: event.type, now: now)
        if rows[place].working == nil {
            rows[place].working = rows[place].stored
            changed.append(place)
        }
        rows[place].working?.add(event, buckets: buckets)
    }

    /// Has the commit under way, which does nothing else, remove these types; false where there are none of them.
    mutating func remove(_ types: [String]) -> Bool {
        for type in types {
            guard let place = places[EventTypeName(text: type)], !rows[place].isRemoved else { continue }
            rows[place].isRemoved = true
            changed.append(place)
        }
        return !changed.isEmpty
    }

    /// The commit under way is in the file.
    mutating func commit() {
        let removes = changed.contains { rows[$0].isRemoved }
        for place in changed where !rows[place].isRemoved {
            rows[place].stored = rows[place].working
            rows[place].working = nil
        }
        changed.removeAll(keepingCapacity: true)
        guard removes else { return }
        rows.removeAll(where: \.isRemoved)
        places = Dictionary(uniqueKeysWithValues: rows.enumerated().map { ($1.name, $0) })
    }

    /// The commit under way has come to nothing.
    mutating func rollBack() {
        for place in changed {
            rows[place].working = nil
            rows[place].isRemoved = false
        }
        changed.removeAll(keepingCapacity: true)
        while let last = rows.last, last.stored == nil {
            rows.removeLast()
            places[last.name] = nil
            nextID -= 1
        }
    }

    private mutating func place(of type: String, now: Double) -> Int {
        let name = EventTypeName(text: type)
        if let place = places[name] { return place }
        let place = rows.count
        places[name] = place
        let empty = EventTotals(type: type, createdSeconds: now, buckets: buckets)
        rows.append(Row(id: nextID, name: name, stored: nil, working: empty))
        nextID += 1
        changed.append(place)
        return place
    }
}
