import Events
import Testing

@Suite struct EventIDTests {
    @Test(
        arguments: [
            (#""id":"a-1""#, "/id", "a-1"), (#""id":" a ""#, "/id", " a "), (#""id":"\u0061\n""#, "/id", "a\n"),
            (#""\u0069d":"a""#, "/id", "a"), (#""":"a""#, "/", "a"), (#""a/b":{"~":"c"}"#, "/a~1b/~0", "c"),
            (#""é":"😀""#, "/é", "😀"),
            (#""meta":{"ids":["a",{"id":"b"},"c"]}"#, "/meta/ids/1/id", "b"),
            (#""meta":{"ids":["a","b"],"id":"c"}"#, "/meta/id", "c"),
            (#""a":[[],["b"]]"#, "/a/1/0", "b"), (#""a":{"0":"b"}"#, "/a/0", "b"), (#""a":{"01":"b"}"#, "/a/01", "b"),
            (#""a":{"id":"first","id":"second"}"#, "/a/id", "first"),
        ]
    )
    func `is the string that the pointer leads to`(members: String, pointer: String, id: String) throws {
        #expect(try self.id(at: pointer, of: body(members)) == id)
    }

    @Test(arguments: [
        "0", "7", "-7", "7.0", "7.50", "1e3", "1E+3", "123456789012345678901234567890", "1e999", "0.1",
    ])
    func `is a number as it is written`(number: String) throws {
        #expect(try id(at: "/id", of: body(#""id": \#(number) "#)) == number)
        #expect(try id(at: "/ids/1", of: body(#""ids":[0,\#(number)]"#)) == number)
    }

    @Test(
        arguments: [
            (#""other":"a""#, "/id"), (#""Id":"a""#, "/id"), (#""ide":"a""#, "/id"), (#""i":"a""#, "/id"),
            (#""id":null"#, "/id"), (#""id":true"#, "/id"), (#""id":"""#, "/id"), (#""id":{"a":"b"}"#, "/id"),
            (#""id":["a"]"#, "/id"), (#""id":"a""#, "/id/0"), (#""id":7"#, "/id/0"), (#""id":null"#, "/id/0"),
            (#""ids":["a"]"#, "/ids/1"), (#""ids":["a"]"#, "/ids/-"), (#""ids":["a"]"#, "/ids/00"),
            (#""ids":["a"]"#, "/ids/id"), (#""ids":[]"#, "/ids/0"), (#""ids":{}"#, "/ids/0"),
            (#""e\#u{301}":"a""#, "/\u{E9}"),
        ]
    )
    func `is nil where the pointer leads to no string and no number`(members: String, pointer: String) throws {
        #expect(try id(at: pointer, of: body(members)) == nil)
    }

    @Test(arguments: [("a", 1024), ("é", 512)])
    func `is at most 1,024 bytes long`(character: String, count: Int) throws {
        let longest = String(repeating: character, count: count)
        #expect(try id(at: "/id", of: body(#""id":"\#(longest)""#)) == longest)
        #expect(try id(at: "/id", of: body(#""id":"\#(longest)a""#)) == nil)
        let digits = String(repeating: "1", count: 1024)
        #expect(try id(at: "/id", of: body(#""id":\#(digits)"#)) == digits)
        #expect(try id(at: "/id", of: body(#""id":\#(digits)1"#)) == nil)
    }

    @Test func `may stand behind the other fields, or be one of them`() throws {
        let event = #"{"type":"t","value":7,"occurred_at":"1970-01-01 00:00:00","id":"a"}"#
        #expect(try id(at: "/id", of: event) == "a")
        #expect(try id(at: "/type", of: event) == "t")
        #expect(try id(at: "/value", of: event) == "7")
    }

    @Test(arguments: ["", "{", #"{"id":"a"#, #"{"id" "a"}"#, "[1,"])
    func `is nil in what is no JSON up to its place`(body: String) throws {
        #expect(try id(at: "/id", of: body) == nil)
    }

    private func body(_ members: String) -> String {
        #"{\#(members),"type":"t","value":1,"occurred_at":"1970-01-01 00:00:00"}"#
    }

    private func id(at pointer: String, of body: String) throws -> String? {
        try JSONPointer(pointer).id(in: body.utf8Span.span)
    }
}
