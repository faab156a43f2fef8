import Events
import Instruments
import Support
import Synchronization
import Testing

@testable import Ledger

/// What goes over the connection, and which kinds of it serve.
@Suite struct RedisLedgerConnectionTests {
    /// How often the server has run a command, whose name is in lower case.
    private func calls(of command: String, on bed: RedisLedgerBed) async throws -> Int {
        let lines = try await bed.server.commandLine("INFO", "commandstats").split(whereSeparator: \.isNewline)
        guard let line = lines.first(where: { $0.hasPrefix("cmdstat_\(command):calls=") }) else { return 0 }
        return try #require(Int(line.split(separator: "=")[1].prefix { $0.isNumber }))
    }

    private func expectLedger(_ bed: RedisLedgerBed, at url: String) async throws {
        let ledger = try await bed.opened("a", url: url)
        #expect(try await ledger.record([bed.entry(1), bed.entry(2)]) == [.recorded, .recorded])
        await ledger.close()
        let second = try bed.ledger("a", url: url)
        #expect(try await second.open().map(\.count) == [2])
        #expect(try await second.record([bed.entry(1), bed.entry(3)]) == [.duplicate, .recorded])
    }

    @Test func `a ledger within TLS`() async throws {
        let bed = try await RedisLedgerBed(server: .start(withTLS: true))
        try await expectLedger(bed, at: "rediss://localhost:\(try #require(bed.server.tls).port)/3")
        #expect(try await bed.server.commandLine("-n", "3", "DBSIZE") != "0\n")
    }

    @Test func `a ledger over a Unix socket`() async throws {
        let bed = try await RedisLedgerBed()
        try await expectLedger(bed, at: "unix:\(bed.server.socket)?db=3")
        #expect(try await bed.server.commandLine("-n", "3", "DBSIZE") != "0\n")
    }

    @Test func `a server that has no room for another client is waited for`() async throws {
        // One is left for redis-cli.
        let bed = try await RedisLedgerBed(server: .start("--maxclients", "2"))
        let first = try await bed.opened("a")
        let second = try await bed.opened("b")
        for access in ["", ":sesame@", "nobody:sesame@"] {
            let url = "redis://\(access)127.0.0.1:\(bed.server.port)/3"
            // It hangs up at once, and what it said may be lost with that.
            try await waitUntil("the server is heard") {
                let error = await #expect(throws: LedgerError.self) { try await bed.opened("c", url: url) }
                #expect(error?.kind == .unavailable, "\(error as Any)")
                return error?.message.contains("maxclients") == true
            }
        }
        await second.close()
        try await waitUntil("there is room") { try await bed.opened("c").notices.count > 0 }
        #expect(try await first.record([bed.entry(1)]) == [.recorded])
    }

    @Test func `callers at once share scripts`() async throws {
        let bed = try await RedisLedgerBed()
        let ledger = try await bed.opened("a")
        let before = try await calls(of: "evalsha", on: bed)
        try await withThrowingDiscardingTaskGroup { group in
            for number in 1...400 {
                group.addTask { _ = try await ledger.record([bed.entry(number)]) }
            }
        }
        #expect(try await calls(of: "evalsha", on: bed) - before < 400)
        #expect(try await ledger.sharedSummaries()?.map(\.count) == [400])
    }

    @Test func `closing tells which messages have been deleted`() async throws {
        let bed = try await RedisLedgerBed()
        let ledger = try await bed.opened("a")
        _ = try await ledger.record([bed.entry(1)])
        await ledger.confirmDeleted([bed.key(1)])
        await ledger.close()
        #expect(try await bed.server.commandLine("ZCARD", "{sqs-exporter:events}:unconfirmed") == "0\n")
        let partition = "{sqs-exporter:events}:keys:\(Int(bed.clock.now) / 1800)"
        #expect(try await bed.server.commandLine("SCARD", partition) == "1\n")
    }

    @Test func `the size is measured, and no verdict waits for it`() async throws {
        let bed = try await RedisLedgerBed()
        let registry = Registry()
        let ledger = try await bed.opened("a", registry: registry)
        #expect(registry.number("sqs_ledger_size_bytes").map { $0 > 0 } == true)
        let before = (try await calls(of: "memory|usage", on: bed), registry.number("sqs_ledger_size_bytes") ?? 0)
        ledger.progress.withLock { $0.measured = nil }
        _ = try await ledger.record((1...100).map { bed.entry($0) })
        #expect(try await calls(of: "memory|usage", on: bed) == before.0)
        await ledger.confirmDeleted([bed.key(1)])
        #expect(try await calls(of: "memory|usage", on: bed) > before.0)
        #expect(registry.number("sqs_ledger_size_bytes").map { $0 > before.1 } == true)
    }

    @Test func `the totals of many replicas come in one round trip`() async throws {
        let bed = try await RedisLedgerBed()
        for replica in 0..<30 {
            let ledger = try await bed.opened("replica \(replica)")
            _ = try await ledger.record([bed.entry(replica + 1)])
            await ledger.close()
        }
        let ledger = try await bed.opened("a")
        let before = try await reads(by: bed.server)
        #expect(try await ledger.sharedSummaries() == [EventSummary(type: "page_view", count: 30, sum: 465)])
        // Two for this, and those of redis-cli.
        #expect(try await reads(by: bed.server) - before < 10)
    }

    /// How often the server has read from a connection.
    private func reads(by server: RedisServer) async throws -> Int {
        let lines = try await server.commandLine("INFO", "stats").split(whereSeparator: \.isNewline)
        let line = try #require(lines.first { $0.hasPrefix("total_reads_processed:") })
        return try #require(Int(line.split(separator: ":")[1]))
    }
}
