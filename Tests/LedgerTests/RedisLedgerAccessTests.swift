import Events
import Ledger
import Support
import Testing

@Suite struct RedisLedgerAccessTests {
    private static let commands = [
        "eval", "evalsha", "hget", "hset", "hdel", "hkeys", "hgetall", "sadd", "scard", "sismember", "zadd", "zcard",
        "zrem",
        "zremrangebyscore", "zscore", "expire", "select", "time",
    ]

    private func user(_ name: String, on server: RedisServer, without missing: String? = nil) async throws {
        let client = try SystemProgram.path(of: "redis-cli")
        let permissions = Self.commands.filter { $0 != missing }.map { "+\($0)" }
        let words = ["ACL", "SETUSER", name, "on", ">se/cret", "~{sqs-exporter:events}:*"] + permissions
        let outcome = try await Subprocess.run(client, ["-s", server.socket] + words)
        try #require(outcome.output == "OK\n")
    }

    @Test func `a user with the commands that the documentation lists is enough`() async throws {
        let bed = try await RedisLedgerBed()
        try await user("exporter", on: bed.server)
        let ledger = try await bed.opened("a", url: "redis://exporter:se%2Fcret@127.0.0.1:\(bed.server.port)/3")
        _ = try await ledger.record([bed.entry(1)])
        await ledger.confirmDeleted([bed.key(1)])
        #expect(try await ledger.record([bed.entry(1), bed.entry(2)]) == [.duplicate, .recorded])
        #expect(try await ledger.sharedSummaries() == [EventSummary(type: "page_view", count: 2, sum: 3)])
        #expect(ledger.notices.isEmpty)
    }

    @Test(arguments: commands)
    func `a user without one of the commands is refused and takes no replica from another`(
        missing: String
    ) async throws {
        let bed = try await RedisLedgerBed()
        try await user("exporter", on: bed.server, without: missing)
        let running = try await bed.opened("a", url: "redis://127.0.0.1:\(bed.server.port)/3")
        let url = "redis://exporter:se%2Fcret@127.0.0.1:\(bed.server.port)/3"
        let owner = ["-n", "3", "HGET", "{sqs-exporter:events}:owners", "a"]
        let before = try await bed.server.commandLine(owner)
        let rehearsals = ["{sqs-exporter:events}:rehearsal:set", "{sqs-exporter:events}:rehearsal:sorted"]
        try await bed.server.commandLine(["-n", "3", "DEL"] + rehearsals)
        let error = await #expect(throws: LedgerError.self) { try await bed.opened("a", url: url) }
        #expect(error?.kind == .refused)
        #expect(error?.message.contains("give the user the commands") == true)
        #expect(try await bed.server.commandLine(owner) == before)
        for rehearsal in rehearsals {
            #expect(try await bed.server.commandLine("-n", "3", "TTL", rehearsal) != "-1\n", "it would stay for ever")
        }
        #expect(try await running.record([bed.entry(1)]) == [.recorded])
    }

    @Test(arguments: ["redis://exporter:Xyzzy@", "redis://:Xyzzy@", "redis://"])
    func `a wrong password is refused and not repeated`(access: String) async throws {
        let server = try await RedisServer.start()
        let bed = try await RedisLedgerBed(server: server)
        try await user("exporter", on: server)
        try await server.commandLine("CONFIG", "SET", "requirepass", "sesame")
        let url = "\(access)127.0.0.1:\(server.port)"
        let error = await #expect(throws: LedgerError.self) { try await bed.opened("a", url: url) }
        #expect(error?.kind == .refused)
        #expect(error?.message.contains("Xyzzy") == false)
        #expect(error?.message.contains("password in LEDGER_URL") == true)
    }

    @Test(arguments: ["exporter:Xyzzy@", ":Xyzzy@"])
    func `a password is not repeated in the words of a server that does not know what it is for`(
        access: String
    ) async throws {
        let bed = try await RedisLedgerBed(server: .start("--rename-command", "AUTH", ""))
        let error = await #expect(throws: LedgerError.self) {
            try await bed.opened("a", url: "redis://\(access)127.0.0.1:\(bed.server.port)")
        }
        #expect(error?.kind == .refused)
        #expect(error?.message.contains("Xyzzy") == false)
        #expect(error?.message.contains("leave the password out") == true)
    }

    @Test func `a server that is not there is unavailable`() async throws {
        let bed = try await RedisLedgerBed()
        bed.server.kill()
        let ledger = try bed.ledger("a")
        let error = await #expect(throws: LedgerError.self) { try await ledger.open() }
        #expect(error?.kind == .unavailable)
        #expect(error?.message.contains("127.0.0.1:\(bed.server.port)") == true)
        try await bed.server.startAgain()
        #expect(try await ledger.open() == [])
    }

    @Test func `settings that weaken the promise are told`() async throws {
        let bed = try await RedisLedgerBed()
        #expect(try await bed.opened("a").notices.count == 2)
        let safe = try await RedisServer.start("--appendonly", "yes", "--appendfsync", "always")
        #expect(try await RedisLedgerBed(server: safe).opened("a").notices == [])
    }

    @Test func `a key of another type is refused and left alone`() async throws {
        let bed = try await RedisLedgerBed()
        try await bed.server.commandLine("SET", "{sqs-exporter:events}:unconfirmed", "mine")
        let error = await #expect(throws: LedgerError.self) {
            try await bed.opened("a").record([bed.entry(1)])
        }
        #expect(error?.kind == .refused)
        #expect(try await bed.server.commandLine("GET", "{sqs-exporter:events}:unconfirmed") == "mine\n")
    }
}
