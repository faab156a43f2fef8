import Events

/// The event types that have series, and who else may get some.
///
/// A place that was promised counts as taken until it is known whether anything was recorded for it, so that no more
/// types are recorded than there is room for, however many batches are under way at once.
struct EventTypes {
    private(set) var own: [EventTypeName: EventSeries] = [:]
    /// Those that the ledger has and the list has not: they stay as they are, and their further events are folded.
    private(set) var closed: [EventTypeName: EventSeries] = [:]
    /// Those that the ledger is forgetting; until it has, their events are folded.
    private(set) var leaving: [EventTypeName: EventSeries] = [:]
    /// The series of all that is folded; nil before there is any.
    var other: EventSeries?

    private let listed: Set<EventTypeName>?
    private let limit: Int
    /// Whether types expire, so that their use is watched.
    let expires: Bool
    /// What time it is, in seconds of a clock that does not jump; moves where types expire.
    private(set) var now = 0
    private var hasLooked = false
    /// How many events are under way for each type that has no series yet.
    private var promised: [EventTypeName: Int] = [:]

    init(listed: [EventTypeName]?, limit: Int, expires: Bool = false) {
        self.expires = expires
        self.listed = listed.map { Set($0) }
        self.limit = limit
    }

    init(_ settings: EventSettings) {
        self.init(listed: settings.listedTypes, limit: settings.typesMax, expires: settings.typeTTLSeconds > 0)
    }

    /// How many types have series of their own.
    var count: Int { own.count + closed.count + leaving.count }

    /// All series by type.
    var all: [(type: EventTypeName, series: EventSeries)] {
        var all = [own, closed, leaving].flatMap { $0.map { ($0, $1) } }
        if let other { all.append((.other, other)) }
        return all
    }

    /// The series of a type, if there are any.
    func series(of type: EventTypeName) -> EventSeries? {
        if let known = own[type] { return known }
        return type == .other ? other : closed[type] ?? leaving[type]
    }

    /// Adds the series of a type, which has none yet.
    mutating func insert(_ series: EventSeries, of type: EventTypeName) {
        series.touch(at: now)
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
        guard type != .other, leaving[type] == nil else { return false }
        if let listed { return listed.contains(type) }
        if let events = promised[type] {
            promised[type] = events + 1
            return true
        }
        // Those that have their series by now are counted already.
        guard count < limit, count + promised.keys.count(where: { own[$0] == nil }) < limit else { return false }
        promised[type] = 1
        return true
    }

    /// Ends one promise: it was kept, or nothing was recorded for it.
    mutating func release(_ type: EventTypeName) {
        guard let events = promised[type] else { return }
        promised[type] = events > 1 ? events - 1 : nil
    }

    /// Moves the clock, and the types that had no events for so long to those that leave; returns all of these.
    ///
    /// The first look has nothing to compare with: from then on time counts.
    mutating func takeIdle(at now: Int, forSeconds limit: Int) -> [EventTypeName] {
        self.now = now
        guard hasLooked else {
            hasLooked = true
            for (_, series) in all { series.touch(at: now) }
            return []
        }
        let idle = (listed == nil ? own : closed).filter { type, series in
            series.isIdle(since: now - limit) && promised[type] == nil
        }
        for (type, series) in idle {
            own[type] = nil
            closed[type] = nil
            leaving[type] = series
        }
        return Array(leaving.keys)
    }

    /// Lets types go that the ledger has forgotten.
    mutating func drop(_ types: [EventTypeName]) {
        for type in types { leaving[type] = nil }
    }
}
