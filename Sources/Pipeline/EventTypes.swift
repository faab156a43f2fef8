import Events

/// The event types that have series, and who else may get some.
///
/// A place that was promised counts as taken until it is known whether anything was recorded for it, so that no more types
/// are recorded than there is room for, however many batches are under way at once.
struct EventTypes {
    private(set) var own: [EventTypeName: EventSeries] = [:]
    /// Those that the ledger has and the list has not: they stay as they are, and their further events are folded.
    private(set) var closed: [EventTypeName: EventSeries] = [:]
    /// The series of all that is folded; nil before there is any.
    var other: EventSeries?

    private let listed: Set<EventTypeName>?
    private let limit: Int
    /// How many events are under way for each type that has no series yet.
    private var promised: [EventTypeName: Int] = [:]

    init(listed: [EventTypeName]?, limit: Int) {
        self.listed = listed.map { Set($0) }
        self.limit = limit
    }

    /// How many types have series of their own.
    var count: Int { own.count + closed.count }

    /// All series by type.
    var all: [(type: EventTypeName, series: EventSeries)] {
        var all = own.map { ($0, $1) } + closed.map { ($0, $1) }
        if let other { all.append((.other, other)) }
        return all
    }

    /// The series of a type, if there are any.
    func series(of type: EventTypeName) -> EventSeries? {
        if let known = own[type] { return known }
        return type == .other ? other : closed[type]
    }

    /// Adds the series of a type, which has none yet.
    mutating func insert(_ series: EventSeries, of type: EventTypeName) {
        promised[type] = nil
        if type == .other {
            other = series
        } else if listed?.contains(type) == false {
            closed[type] = series
        } else {
            own[type] = series
        }
    }

    /// Promises a place to a type that has no series of its own; false where there is none for it.
    mutating func promise(to type: EventTypeName) -> Bool {
        guard type != .other else { return false }
        if let listed { return listed.contains(type) }
        if let events = promised[type] {
            promised[type] = events + 1
            return true
        }
        guard count + promised.count < limit else { return false }
        promised[type] = 1
        return true
    }

    /// Takes one promise back: nothing was recorded for it.
    mutating func release(_ type: EventTypeName) {
        guard let events = promised[type] else { return }
        promised[type] = events > 1 ? events - 1 : nil
    }
}
