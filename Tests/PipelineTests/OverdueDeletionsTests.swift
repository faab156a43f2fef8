import AWS
import Ledger
import SQS
import Testing

@testable import Pipeline

@Suite struct OverdueDeletionsTests {
    private let now = Duration.seconds(1000)

    @Test func `makes eight calls of ten at a time, and another when one has ended`() throws {
        var overdue = try overdue(95)
        #expect(overdue.takeDue(at: now).map(\.count) == Array(repeating: 10, count: 8))
        #expect(overdue.takeDue(at: now).isEmpty)
        overdue.callEnded()
        #expect(overdue.takeDue(at: now).map(\.count) == [10])
        for _ in 0..<8 { overdue.callEnded() }
        #expect(overdue.takeDue(at: now).map(\.count) == [5])
    }

    @Test func `is not done while a call is on its way, and does not spin`() throws {
        var overdue = try overdue(3)
        #expect(overdue.delay(from: now) == .zero)
        _ = overdue.takeDue(at: now)
        #expect(try #require(overdue.delay(from: now)) > .zero)
        overdue.callEnded()
        #expect(overdue.delay(from: now) == nil)

        var busy = try self.overdue(100)
        _ = busy.takeDue(at: now)
        #expect(try #require(busy.delay(from: now)) > .zero)
    }

    @Test func `makes one call at a time while SQS refuses them`() throws {
        var overdue = try overdue(30, refusal: .down)
        #expect(overdue.takeDue(at: now).isEmpty)
        let later = now + .seconds(1)
        #expect(overdue.takeDue(at: later).map(\.count) == [10])
        #expect(overdue.takeDue(at: later).isEmpty)
        overdue.putBack([], refusal: nil, begun: later, at: later)
        #expect(overdue.takeDue(at: later).map(\.count) == [10, 10])
    }

    @Test func `loses none whose lease ends while it is asked`() throws {
        var overdue = try overdue(1)
        var asked = 0
        let removed = overdue.remove { _ in
            asked += 1
            return asked > 1
        }
        #expect(removed.count + overdue.items.count == 1)
    }

    @Test func `knows of no refusal once nothing is left to find out with`() throws {
        var overdue = try overdue(1, refusal: .down)
        #expect(overdue.remove { _ in true }.count == 1)
        #expect(overdue.refusals == 0)
    }

    @Test func `calls that fail together are one refusal`() throws {
        var overdue = try overdue(30)
        for batch in overdue.takeDue(at: now) {
            overdue.putBack(batch, refusal: .down, begun: now, at: now + .milliseconds(1))
            overdue.callEnded()
        }
        #expect(overdue.refusals == 1)
        #expect(overdue.items.count == 30)
    }

    @Test func `what loops were refused together is one refusal`() throws {
        var overdue = try overdue(10, refusal: .down)
        try add(10, refusal: .down, to: &overdue)
        #expect(overdue.refusals == 1)
        #expect(overdue.items.count == 20)
    }

    @Test func `a call that was cancelled is no refusal`() throws {
        let overdue = try overdue(10, refusal: .cancelled)
        #expect(overdue.refusals == 0)
        #expect(overdue.delay(from: now) == .zero)
    }

    @Test func `an entry that SQS failed with waits, but not once the end has begun`() throws {
        var overdue = try overdue(1)
        for _ in 0..<3 {
            let batch = try #require(overdue.takeDue(at: now).first)
            overdue.putBack(batch, refusal: nil, begun: now, at: now)
            overdue.callEnded()
            #expect(overdue.takeDue(at: now).isEmpty)
            overdue.end()
            #expect(overdue.delay(from: now) == .zero)
        }
        #expect(overdue.takeDue(at: now).map(\.count) == [1])
    }

    private func overdue(_ count: Int, refusal: ServiceError? = nil) throws -> OverdueDeletions {
        var overdue = OverdueDeletions()
        try add(count, refusal: refusal, to: &overdue)
        return overdue
    }

    private func add(_ count: Int, refusal: ServiceError?, to overdue: inout OverdueDeletions) throws {
        let hold = try Bench().hand.take([])
        overdue.add(.deliveries(count), of: hold, refusal: refusal, at: now)
    }
}
