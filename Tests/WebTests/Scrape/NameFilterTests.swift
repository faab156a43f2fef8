import Instruments
import Testing

@testable import Web

@Suite struct NameFilterTests {
    private static func families() throws -> [FamilySnapshot] {
        let registry = Registry()
        _ = try registry.counter("events_total", help: "Events.")
        _ = try registry.gauge("up", help: "Up.")
        _ = try registry.histogram("event_value", help: "Values.", buckets: [1])
        return registry.snapshot()
    }

    @Test(
        arguments: [
            (nil, ["event_value", "events_total", "up"]),
            ("", ["event_value", "events_total", "up"]),
            ("name=up&x=%20", ["event_value", "events_total", "up"]),
            ("name[]=up", ["up"]),
            ("name%5B%5D=u%70", ["up"]),
            ("name%5b%5d=up&&name[]=events_total", ["events_total", "up"]),
            ("name[]=events", ["events_total"]),
            ("name[]=event_value_bucket", ["event_value"]),
            ("name[]=event_value_sum&name[]=event_value", ["event_value"]),
            ("name[]=", []),
            ("name[]", []),
            ("name[]=unknown", []),
            ("name[]=UP", []),
            ("name[]=up+", []),
            ("name[]=up=", []),
        ] as [(String?, [String])]
    )
    func `shows the families that are asked for`(query: String?, names: [String]) throws {
        #expect(try NameFilter(query: query).select(Self.families()).map(\.description.name) == names)
    }

    @Test(arguments: ["name[]=%", "name[]=%4", "name[]=%zz", "name[]=%ff", "%f=1", "x=%C0%AF"])
    func `refuses what is not percent-encoded`(query: String) {
        #expect(throws: RequestError.self) { try NameFilter(query: query) }
    }

    @Test func `takes a hundred names and no more`() throws {
        func query(_ count: Int) -> String { (0..<count).map { "name[]=n\($0)" }.joined(separator: "&") }
        _ = try NameFilter(query: query(100))
        #expect(throws: RequestError.malformedQuery("it has more than 100 names")) { try NameFilter(query: query(101)) }
    }
}
