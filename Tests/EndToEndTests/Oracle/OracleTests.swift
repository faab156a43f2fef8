import Support
import Testing

extension EndToEndTests {
    /// Every fault of a queue, in random order and company: what an exporter promises holds all the same.
    @Suite struct OracleTests {
        private static let seed = TestEnvironment.number("ORACLE_SEED", as: UInt64.self) ?? 20_201_006

        @Test func `counts every message once, whatever the queue does`() async throws {
            let verdict = try await OracleRun(seed: Self.seed).run()
            #expect(verdict.complaints == [])
            #expect(verdict.injected.count >= 10)
            #expect(verdict.accepted.count > 500)
            #expect(verdict.counted.count > 500)
        }

        @Test(arguments: [
            ("no-retry", "receives were not tried again"), ("no-heartbeat", "deliveries came again"),
            ("no-delete-retry", "deletions were given up"),
        ])
        func `would notice if the exporter did less`(sabotage: String, complaint: String) async throws {
            // Where everything is slower, less happens in a second that could be noticed.
            let seconds = TestEnvironment.isSanitized ? 75 : 25
            let run = OracleRun(seed: 3, seconds: seconds, sabotage: [sabotage], awaitedComplaint: complaint)
            let verdict = try await run.run()
            #expect(verdict.complaints.contains { $0.contains(complaint) })
        }
    }
}
