import Events
import Testing

@testable import Pipeline

@Suite struct EventTypesTests {
    private static let (a, b, c) = (EventTypeName(text: "a"), EventTypeName(text: "b"), EventTypeName(text: "c"))

    @Test func `a promise is a place that is taken`() {
        var types = EventTypes(listed: nil, limit: 2)
        let answers = [Self.a, Self.b, Self.c, Self.a].map { types.promise(to: $0) }
        #expect(answers == [true, true, false, true])
    }

    @Test func `a place is free again when all promises of it have been taken back`() {
        var types = EventTypes(listed: nil, limit: 1)
        for _ in 1...3 { _ = types.promise(to: Self.a) }
        let answers = (1...3).map { _ in
            types.release(Self.a)
            return types.promise(to: Self.b)
        }
        #expect(answers == [false, false, true])
        types.release(Self.c)
        let answer = types.promise(to: Self.c)
        #expect(!answer)
    }

    @Test(arguments: [nil, [EventTypeName(text: "a")]])
    func `the others never have a place of their own`(listed: [EventTypeName]?) {
        var types = EventTypes(listed: listed, limit: 2)
        let answers = [Self.a, Self.b, .other].map { types.promise(to: $0) }
        #expect(answers == [true, listed == nil, false])
    }
}
