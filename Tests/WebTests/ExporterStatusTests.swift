import Testing

@testable import Web

@Suite(.timeLimit(.minutes(1))) struct ExporterStatusTests {
    @Test func `tells everything that is known, in the shape that is documented`() async throws {
        let exporter = FakeExporter(currentStatus: .example)
        let reply = try await withServer(exporter) { try await $0.send("GET", "/status") }
        #expect(reply.statusLine == "HTTP/1.1 200 OK")
        #expect(reply.fields["content-type"] == "application/json")
        #expect(reply.fields["cache-control"] == "no-store")
        #expect(
            reply.body == #"{"version":"0.1.0","queue":"orders","started_at":"2026-11-20T22:00:00.000Z","#
                + #""healthy":true,"ready":true,"problems":[],"#
                + #""messages":{"received":83,"redelivered":2,"duplicate":2,"counted":75,"#
                + #""rejected":5,"rejected_by_reason":{"missing_value":1,"not_json":4},"#
                + #""dead_lettered":5,"exhausted":0,"deleted":82,"delete_failures":0,"inflight":1},"#
                + #""receive_loops":1,"last_receive_at":"2026-11-20T22:05:10.250Z","#
                + #""queues":[{"name":"orders","role":"source","visible":0,"not_visible":1,"delayed":0,"#
                + #""up":true,"read_at":"2026-11-20T22:05:00.125Z"},"#
                + #"{"name":"orders-dlq","role":"dead_letter","visible":5,"not_visible":0,"delayed":0,"#
                + #""up":true,"read_at":"2026-11-20T22:05:00.125Z","nonempty_since":"2026-11-20T22:01:45.125Z"}],"#
                + #""ledger":{"remembered":81,"commits":40,"errors":0,"last_commit_at":"2026-11-20T22:05:10.262Z"}}"#
        )
    }

    @Test func `has null where nothing is known yet`() async throws {
        var status = ExporterStatus(version: "1", queue: "orders", startedAtSeconds: 0)
        status.queues = [.init(name: "orders-dlq", role: .deadLetter)]
        let reply = try await withServer(FakeExporter(currentStatus: status)) { try await $0.send("GET", "/status") }
        #expect(reply.body.contains(#""last_receive_at":null"#))
        #expect(reply.body.contains(#""last_commit_at":null"#))
        #expect(
            reply.body.contains(
                #"[{"name":"orders-dlq","role":"dead_letter","visible":null,"not_visible":null,"delayed":null,"#
                    + #""up":false,"read_at":null,"nonempty_since":null}]"#
            )
        )
    }

    @Test func `answers 200 in trouble, and names each problem once`() async throws {
        var status = ExporterStatus(version: "1", queue: "orders", startedAtSeconds: 0)
        status.health = HealthReport(problems: ["no receive for 5 minutes"])
        status.readiness = HealthReport(problems: ["no receive for 5 minutes", "\"x\""])
        let reply = try await withServer(FakeExporter(currentStatus: status)) { try await $0.send("GET", "/status") }
        #expect(reply.statusLine == "HTTP/1.1 200 OK")
        #expect(
            reply.body.contains(#""healthy":false,"ready":false,"problems":["no receive for 5 minutes","\"x\""]"#)
        )
    }
}

extension ExporterStatus {
    /// One with a value for everything.
    static var example: ExporterStatus {
        let start = 1_795_212_000.0
        var status = ExporterStatus(version: "0.1.0", queue: "orders", startedAtSeconds: start)
        status.messages.received = 83
        status.messages.redelivered = 2
        status.messages.duplicate = 2
        status.messages.counted = 75
        status.messages.rejectedByReason = ["not_json": 4, "missing_value": 1]
        status.messages.deadLettered = 5
        status.messages.deleted = 82
        status.messages.inFlight = 1
        status.receiveLoops = 1
        status.lastReceiveAtSeconds = start + 310.25
        var source = Queue(name: "orders", role: .source)
        source.depth = Queue.Depth(visible: 0, notVisible: 1, delayed: 0)
        var deadLetter = Queue(name: "orders-dlq", role: .deadLetter)
        deadLetter.depth = Queue.Depth(visible: 5, notVisible: 0, delayed: 0)
        deadLetter.nonemptySinceSeconds = start + 105.125
        status.queues = [source, deadLetter].map { queue in
            var queue = queue
            queue.isUp = true
            queue.readAtSeconds = start + 300.125
            return queue
        }
        status.ledger.remembered = 81
        status.ledger.commits = 40
        status.ledger.lastCommitAtSeconds = start + 310.262
        return status
    }
}
