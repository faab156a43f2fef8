internal import Events
internal import Instruments

/// The totals of every type: as they are in the file, and as the commit under way would leave them.
struct WorkingTotals {
    /// What the commit under way has changed.
    struct Change {
        /// The id of the row in the file.
        var id: Int64
        var isNew: Bool
        var totals: EventTotals
    }

    private struct Row {
        var id: Int64
        var name: EventTypeName
        /// Nil for a type that the commit under way is the first to have; such rows are the last.
        var stored: EventTotals?
        var working: EventTotals?
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

    /// The commit under way is in the file.
    mutating func commit() {
        for place in changed {
            rows[place].stored = rows[place].working
            rows[place].working = nil
        }
        changed.removeAll(keepingCapacity: true)
    }

    /// The commit under way has come to nothing.
    mutating func rollBack() {
        for place in changed { rows[place].working = nil }
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
