import Foundation
import JSON
import Support
import Testing

@Suite struct JSONWriterTests {
    @Test func `puts commas and colons where they belong`() {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("a")
        writer.beginArray()
        writer.integer(1)
        writer.string("x")
        writer.beginObject()
        writer.endObject()
        writer.beginArray()
        writer.endArray()
        writer.number(.nan)
        writer.endArray()
        writer.key(escaping: String("b\""))
        writer.bool(true)
        writer.key("c")
        writer.raw(Array(#"{"d":[]}"#.utf8))
        writer.key("e")
        writer.number(0.5)
        writer.endObject()
        #expect(text(writer) == #"{"a":[1,"x",{},[],null],"b\"":true,"c":{"d":[]},"e":0.5}"#)
    }

    @Test(arguments: [
        ("", #""""#), ("plain", #""plain""#), ("\"\\/", #""\"\\/""#), ("\n\r\t", #""\n\r\t""#),
        ("\u{0}\u{8}\u{1F}\u{7F}", "\"\\u0000\\u0008\\u001f\u{7F}\""), ("ключ 😀", "\"ключ 😀\""),
        ("twelve bytes\"", #""twelve bytes\"""#), ("ключ\"ключ\n", #""ключ\"ключ\n""#),
    ])
    func `escapes what must be escaped`(string: String, json: String) {
        var writer = JSONWriter()
        writer.beginArray()
        writer.string(string)
        writer.string(Array(string.utf8))
        writer.string(Array("x\(string)".utf8).dropFirst())
        writer.endArray()
        #expect(text(writer) == "[\(json),\(json),\(json)]")
    }

    @Test func `writes every character so that it reads the same`() throws {
        for value in UInt32(0)...0x3FF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            for padding in [0, 7, 20] {
                let string = String(repeating: "-", count: padding) + String(scalar) + "+"
                var writer = JSONWriter()
                writer.string(string)
                #expect(try JSONDecoder().decode(String.self, from: Data(writer.bytes)) == string)
            }
        }
    }

    @Test(arguments: [
        (0, "0.0"), (-0.0, "-0.0"), (1.5, "1.5"), (1e300, "1e+300"), (.leastNonzeroMagnitude, "5e-324"),
        (.infinity, "null"),
        (.nan, "null"),
    ])
    func `writes numbers that read the same, and null for those JSON does not have`(value: Double, json: String) {
        var writer = JSONWriter()
        writer.number(value)
        #expect(text(writer) == json)
    }

    @Test func `writes whole numbers of every width`() {
        var writer = JSONWriter()
        writer.beginArray()
        writer.integer(Int64.min)
        writer.integer(UInt64.max)
        writer.integer(UInt8(0))
        writer.endArray()
        #expect(text(writer) == "[-9223372036854775808,18446744073709551615,0]")
    }

    private func text(_ writer: JSONWriter) -> String {
        String(decoding: writer.bytes, as: UTF8.self)
    }
}
