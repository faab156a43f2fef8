import Testing

@testable import Ledger

@Suite struct MessageKeyTests {
    private func key(_ text: String) -> MessageKey { MessageKey(messageID: Array(text.utf8)[...]) }

    @Test func `two deliveries of one message have one key`() {
        #expect(key("5fea7756-0ea4-451a-a703-a558b933e274") == key("5fea7756-0ea4-451a-a703-a558b933e274"))
    }

    @Test func `the case of a UUID does not matter`() {
        #expect(key("5FEA7756-0EA4-451A-A703-A558B933E274") == key("5fea7756-0ea4-451a-a703-a558b933e274"))
    }

    @Test func `every digit of a UUID matters, and its bytes are the key's`() {
        let text = "0123456789abcdef0123456789ABCDEF".enumerated().reduce(into: "") { text, digit in
            if [8, 12, 16, 20].contains(digit.offset) { text += "-" }
            text.append(digit.element)
        }
        #expect(key(text) == MessageKey(high: 0x0123_4567_89AB_CDEF, low: 0x0123_4567_89AB_CDEF))
        for place in text.indices where text[place] != "-" {
            var other = text
            other.replaceSubrange(place...place, with: text[place] == "7" ? "8" : "7")
            #expect(key(other) != key(text))
        }
    }

    @Test(arguments: [
        "", "1", "5fea7756-0ea4-451a-a703-a558b933e27", "5fea7756_0ea4_451a_a703_a558b933e274",
        "5fea7756-0ea4-451a-a703-a558b933e27g",
    ])
    func `an id that is no UUID has a key of its own`(other: String) {
        #expect(key(other) == key(other))
        #expect(key(other) != key("5fea7756-0ea4-451a-a703-a558b933e274"))
        #expect(key(other) != key(other + "x"))
    }
}
