import Testing

@testable import LocalSQS

/// Which faults are drawn, and when.
@Suite struct FaultInjectorTests {
    @Test func `happens as often as it was told`() {
        var injector = FaultInjector(FaultPlan(seed: 7, faults: [Fault(.deliverTwice, rate: 0.02)]))
        let hits = (0..<100_000).count { _ in injector.strikes(.deliverTwice) }
        // Six standard deviations to either side.
        #expect((1735...2265).contains(hits))
        #expect(injector.counts == ["deliver-twice": hits])
    }

    @Test func `draws the same from the same seed, whatever else goes wrong`() {
        let fault = Fault(.reset, on: .receiveMessage, rate: 0.5)
        let alone = draws(FaultPlan(seed: 7, faults: [fault]))
        #expect(alone == draws(FaultPlan(seed: 7, faults: [fault])))
        #expect(alone != draws(FaultPlan(seed: 8, faults: [fault])))
        for rate in [0, 0.3, 1] {
            let other = Fault(.answer(status: 503, .html), on: .receiveMessage, rate: rate)
            #expect(alone == draws(FaultPlan(seed: 7, faults: [fault, other])))
        }
    }

    @Test func `skips, and ends after so many times`() {
        let plan = FaultPlan(faults: [Fault(.reset, on: .receiveMessage, skip: 2, times: 3)])
        #expect(draws(plan) == [false, false, true, true, true] + Array(repeating: false, count: 59))
    }

    @Test func `lets the first of several happen, which uses up none of the others`() {
        var injector = FaultInjector(FaultPlan(faults: [Fault(.reset, times: 1), Fault(.empty, times: 1)]))
        injector.begin(.receiveMessage)
        #expect((0..<3).map { _ in injector.drawForRequest()?.kind } == [.reset, .empty, nil])
    }

    @Test(arguments: OperationName.allCases)
    func `happens to the operations that it names or can happen to`(operation: OperationName) {
        let faults: [(Fault, Set<OperationName>)] = [
            (Fault(.reset), Set(OperationName.allCases)), (Fault(.reset, on: .sendMessage), [.sendMessage]),
            (Fault(.overLimit), [.receiveMessage]),
        ]
        for (fault, operations) in faults {
            var injector = FaultInjector(FaultPlan(faults: [fault]))
            injector.begin(operation)
            #expect((injector.drawForRequest() != nil) == operations.contains(operation))
        }
    }

    /// Whether each of 64 receives is reset.
    private func draws(_ plan: FaultPlan) -> [Bool] {
        var injector = FaultInjector(plan)
        return (0..<64).map { _ in
            injector.begin(.receiveMessage)
            return injector.drawForRequest()?.kind == .reset
        }
    }
}
