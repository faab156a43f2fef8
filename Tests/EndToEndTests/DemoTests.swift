import Foundation
import LocalSQS
import Support
import Testing

extension EndToEndTests {
    @Suite struct DemoTests {
        @Test func `shows its pages while it runs, and at Ctrl-C that every event was counted`() async throws {
            let demo = try ProgramUnderTest.start(
                ["demo", "--listen-address", "127.0.0.1:0", "--rate", "200", "--invalid-ratio", "0.05"]
            )
            defer { demo.stop() }
            try await waitUntil("the demo shows its addresses") { demo.output.contains("Ctrl-C ends it.") }
            let port = try #require(
                demo.output.firstMatch(of: /metrics +http:\/\/127\.0\.0\.1:(\d+)\/metrics/)?.output.1
            )
            #expect(demo.output.contains(/queue +http:\/\/127\.0\.0\.1:\d+/))
            let http = PlainHTTP(port: try #require(Int(port)))

            try await waitUntil("a purchase is counted") { try await http.get("/stats/purchase").status == 200 }
            let purchase = try await http.get("/stats/purchase").body
            #expect(purchase.wholeMatch(of: /\{"type":"purchase","count":[1-9]\d*,"sum":\d+\.\d+\}\n?/) != nil)
            let check = try await Promtool.checkMetrics(http.get("/metrics").body)
            #expect(check.hasNothingToSay, "\(check.text)")

            demo.send(signal: SIGINT)
            #expect(try await demo.waitForEnd() == .exited(0))
            #expect(demo.output.contains("Every event sent was counted once."))
        }

        @Test func `ends by itself after its duration, with the counts side by side`() async throws {
            let outcome = try await ProgramUnderTest.run(
                ["demo", "--listen-address", "127.0.0.1:0", "--rate", "100", "--duration", "2"]
            )
            #expect(outcome.ending == .exited(0))
            #expect(outcome.lines.last == "Every event sent was counted once.")
            let row = try #require(outcome.output.firstMatch(of: /page_view +(\d+) +(\d+)\n/))
            #expect(row.output.1 == row.output.2)
            #expect(Int(row.output.1) ?? 0 > 0)
        }

        @Test func `counts what is still on the queue before it ends`() async throws {
            let outcome = try await ProgramUnderTest.run(
                ["demo", "--listen-address", "127.0.0.1:0", "--rate", "0", "--count", "3000", "--duration", "2"]
            )
            #expect(outcome.ending == .exited(0), "\(outcome.errors)")
            #expect(outcome.lines.last == "Every event sent was counted once.")
        }

        @Test func `needs nothing from its environment and sends nothing elsewhere`() async throws {
            let outcome = try await ProgramUnderTest.run(
                ["demo", "--listen-address", "127.0.0.1:0", "--duration", "0.5"],
                environment: [
                    "AWS_ENDPOINT_URL": "http://127.0.0.1:1", "SQS_QUEUE_NAME": "not a name",
                    "HTTP_PROXY": "http://127.0.0.1:1",
                    "http_proxy": "http://127.0.0.1:1", "AWS_REGION": "mars-north-1",
                ]
            )
            #expect(outcome.ending == .exited(0), "\(outcome.errors)")
            #expect(outcome.output.contains("Every event sent was counted once."))
        }
    }
}
