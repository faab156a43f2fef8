import Testing

@testable import AWS

/// What outlasts the attempts of one call is not tried again within the next.
@Suite struct FailingOperationsTests {
    @Test func `a call that used up its attempts makes the next ones be sent once, until one succeeds`() async {
        let bed = RetryBed(Array(repeating: .unavailable, count: 5) + [.accepted, .unavailable, .accepted])
        #expect(await bed.call().sent == 3)
        #expect(await bed.call().sent == 1)
        #expect(await bed.call().sent == 1)
        #expect(await bed.call().error == nil)
        #expect(await bed.call().sent == 2)
    }

    @Test func `another operation has its attempts`() async {
        let bed = RetryBed(Array(repeating: .unavailable, count: 6))
        #expect(await bed.call("ReceiveMessage").sent == 3)
        #expect(await bed.call("DeleteMessageBatch").sent == 3)
    }

    @Test func `a call that is refused for good has not used up its attempts`() async {
        let bed = RetryBed([.refusal("AccessDenied", status: 403), .unavailable, .accepted])
        #expect(await bed.call().sent == 1)
        #expect(await bed.call().error == nil)
    }

    @Test func `one that fails is not taken for another`() {
        let failing = FailingOperations()
        failing.note("ReceiveMessage", fails: true)
        failing.note("DeleteMessageBatch", fails: false)
        #expect(failing.contains("ReceiveMessage"))
        #expect(!failing.contains("DeleteMessageBatch"))
        failing.note("ReceiveMessage", fails: false)
        #expect(!failing.contains("ReceiveMessage"))
    }
}
