import Instruments
import Testing

@Suite struct ByteHashTests {
    private let hash = ByteHash()

    @Test func `the same bytes have the same hash, however the text came to be`() {
        for length in 0..<40 {
            let text = String(repeating: "é", count: length)
            let longer = "<\(text)>"
            #expect(hash(text) == hash(String(decoding: Array(text.utf8), as: UTF8.self)))
            #expect(hash(text) == hash(String(longer.dropFirst().dropLast())))
        }
    }

    @Test func `every byte and the length count`() {
        var texts: Set<String> = []
        for length in 0..<40 {
            let bytes = [UInt8](repeating: 0, count: length)
            texts.insert(String(decoding: bytes, as: UTF8.self))
            for place in bytes.indices {
                var other = bytes
                other[place] = 64
                texts.insert(String(decoding: other, as: UTF8.self))
            }
        }
        #expect(Set(texts.map { hash($0) }).count == texts.count)
    }

    @Test func `two spellings of one letter differ`() {
        #expect("\u{E9}" == "e\u{301}")
        #expect(hash("\u{E9}") != hash("e\u{301}"))
    }

    @Test func `no two hashes agree, so nobody can know what meets where`() {
        #expect(hash("purchase") != ByteHash()("purchase"))
    }

    @Test(arguments: ["type_#", "#_type", "a_long_name_of_a_type_#_and_its_end", "########"])
    func `names that are alike spread over a table`(pattern: String) {
        var places = [Int](repeating: 0, count: 1024)
        for number in 0..<1000 {
            let name = pattern.split(separator: "#", omittingEmptySubsequences: false).joined(separator: "\(number)")
            places[hash(name) & 1023] += 1
        }
        // One of a table's 1,024 places has 15 of 1,000 about once in a billion tables.
        #expect(places.max() ?? 0 < 15)
    }
}
