import Events
import Ledger
import Redis
import Support
import Testing

/// Servers that answer, and not with what was asked for.
@Suite struct RedisLedgerServerStateTests {
    @Test func `while a server turns everybody away nobody takes the ledger for closed`() async throws {
        let bed = try await RedisLedgerBed(server: .start("--replica-serve-stale-data", "no"))
        let ledger = try await bed.opened("a")
        try await bed.server.commandLine("REPLICAOF", "127.0.0.1", "\(try FreePort.find())")
        let kinds = await withTaskGroup(of: LedgerError.Kind?.self) { group in
            for caller in 0..<300 {
                group.addTask {
                    do throws(LedgerError) {
                        if caller.isMultiple(of: 3) { try await ledger.probe() }
                        _ = try await ledger.contains(bed.key(caller))
                        return nil
                    } catch {
                        return error.kind
                    }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(kinds.allSatisfy { $0 == .unavailable })
        try await bed.server.commandLine("REPLICAOF", "NO", "ONE")
        #expect(try await ledger.record([bed.entry(1)]) == [.recorded])
    }

    @Test func `a server that has taken over without our latest claim is claimed anew`() async throws {
        let bed = try await RedisLedgerBed()
        let ledger = try await bed.opened("a")
        #expect(try await ledger.record([bed.entry(1)]) == [.recorded])
        let earlier = """
            local claim = redis.call('HGET', KEYS[1], 'a')
            redis.call('HSET', KEYS[1], 'a', string.sub(claim, 1, 16) .. struct.pack('>I4I4', 0, 0))
            """
        try await bed.server.commandLine("EVAL", earlier, "1", "{sqs-exporter:events}:owners")
        await #expect(throws: LedgerError.self) { try await ledger.record([bed.entry(2)]) }
        try await ledger.probe()
        #expect(await ledger.takeLateRecords().isEmpty)
        #expect(try await ledger.record([bed.entry(1), bed.entry(2)]) == [.duplicate, .recorded])
    }

    @Test func `a server that has not seen the scripts gets them`() async throws {
        let bed = try await RedisLedgerBed()
        let ledger = try await bed.opened("a")
        try await bed.server.commandLine("SCRIPT", "FLUSH")
        #expect(try await ledger.record([bed.entry(1)]) == [.recorded])
    }

    @Test func `a server that was emptied is noticed and not counted into`() async throws {
        let bed = try await RedisLedgerBed()
        let ledger = try await bed.opened("a")
        try await bed.server.commandLine("FLUSHALL")
        let error = await #expect(throws: LedgerError.self) { try await ledger.record([bed.entry(1)]) }
        #expect(error?.kind == .refused)
        #expect(error?.message.contains("forgotten") == true)
    }

    @Test func `a server without memory takes nothing until it has some`() async throws {
        let bed = try await RedisLedgerBed()
        let ledger = try await bed.opened("a")
        try await bed.server.commandLine("CONFIG", "SET", "maxmemory", "1")
        let error = await #expect(throws: LedgerError.self) { try await ledger.record([bed.entry(1)]) }
        #expect(error?.kind == .unavailable)
        #expect(error?.message.contains("maxmemory") == true)
        try await bed.server.commandLine("CONFIG", "SET", "maxmemory", "0")
        #expect(try await ledger.record([bed.entry(1)]) == [.recorded])
    }

    @Test func `a server that takes no writes is unavailable`() async throws {
        let bed = try await RedisLedgerBed()
        let ledger = try await bed.opened("a")
        try await bed.server.commandLine("REPLICAOF", "127.0.0.1", "\(try FreePort.find())")
        let error = await #expect(throws: LedgerError.self) { try await ledger.probe() }
        #expect(error?.kind == .unavailable)
        try await bed.server.commandLine("REPLICAOF", "NO", "ONE")
        try await ledger.probe()
    }
}
