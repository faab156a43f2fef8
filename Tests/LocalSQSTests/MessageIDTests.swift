import Testing

@testable import LocalSQS

@Suite struct MessageIDTests {
    @Test func `is a random UUID`() throws {
        let id = String(decoding: MessageID.random(), as: UTF8.self)
        #expect(id.wholeMatch(of: /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/) != nil)
        #expect(MessageID.random() != MessageID.random())
    }
}
