import Support
import Testing

extension EndToEndTests {
    /// What `kill -9` does to the counts: nothing, if the ledger is durable.
    @Suite struct CrashTests {
        @Test func `an exporter that is killed 21 times counts every event once`() async throws {
            let (sent, counted) = try await CrashRun(ledger: .sqlite).run()
            #expect(counted.differences(from: sent) == [])
        }

        @Test func `three replicas that are killed in turn count every event once between them`() async throws {
            let (sent, counted) = try await CrashRun(ledger: .redis, replicas: 3).run()
            #expect(counted.differences(from: sent) == [])
        }

        @Test(arguments: LedgerUnderTest.Kind.durable)
        func `the test tells an exporter that deletes before it commits: events are lost`(
            ledger: LedgerUnderTest.Kind
        ) async throws {
            let (sent, counted) = try await run(on: ledger, fault: "delete-before-commit")
            #expect(counted.differences(from: sent) != [])
            #expect(counted.events < sent.bodies.count)
        }

        @Test(arguments: LedgerUnderTest.Kind.durable)
        func `the test tells an exporter that forgets what it has seen: events count twice`(
            ledger: LedgerUnderTest.Kind
        ) async throws {
            let (sent, counted) = try await run(on: ledger, fault: "forget-keys")
            #expect(counted.differences(from: sent) != [])
            #expect(counted.events > sent.bodies.count)
        }

        @Test func `the test tells a ledger that ends with its process: events are lost`() async throws {
            let (sent, counted) = try await run(on: .memory)
            #expect(counted.differences(from: sent) != [])
            #expect(counted.events < sent.bodies.count)
        }

        /// A shorter run with as many kills, which is all it takes to go wrong.
        private func run(
            on ledger: LedgerUnderTest.Kind,
            fault: String? = nil
        ) async throws -> (sent: Workload, counted: Counts) {
            try await CrashRun(ledger: ledger, replicas: ledger == .redis ? 3 : 1, events: 8000, fault: fault).run()
        }
    }
}
