import Foundation
import Support
import Testing

extension EndToEndTests {
    @Suite struct SignatureTests {
        @Test(arguments: [nil, "AQoEXAMPLE+/=token"])
        func `botocore signs what goes over the wire in the same way`(sessionToken: String?) async throws {
            let server = try LoopbackServer(ScriptedSQS.answer)
            defer { server.stop() }
            var environment = ExporterUnderTest.environment(endpoint: server.url)
            environment["AWS_SESSION_TOKEN"] = sessionToken
            environment["AWS_SECRET_ACCESS_KEY"] = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"
            let outcome = try await ProgramUnderTest.run(
                ["produce", "--count", "30", "--rate", "0", "--type", "größe ✓:1"],
                environment: environment
            )
            #expect(outcome.ending == .exited(0), "\(outcome.errors)")

            let requests = server.requests
            #expect(Set(requests.map(\.connection)).count < requests.count, "no connection was used again")
            #expect(requests.contains { String(decoding: $0.body, as: UTF8.self).contains("größe ✓") })
            let recorded = try JSONEncoder().encode(requests.map(Recorded.init))
            let verification = try await Python.run(
                "verify_signatures.py",
                environment: environment,
                input: Array(recorded)
            )
            #expect(verification.succeeded, "\(verification.errors)")
            #expect(verification.output == "[]")
        }

        /// A request as `Tests/Peers/verify_signatures.py` reads it.
        private struct Recorded: Encodable {
            let method: String
            let target: String
            let headers: [[String]]
            let body: Data

            init(_ request: LoopbackRequest) {
                method = String(request.requestLine.prefix { $0 != " " })
                target = request.target
                headers = request.headers.map { [$0.name, $0.value] }
                body = Data(request.body)
            }
        }
    }
}

/// Just enough of SQS to take what a producer sends: none of its messages fails.
private enum ScriptedSQS {
    static func answer(_ request: LoopbackRequest) -> LoopbackAnswer {
        guard request.header("X-Amz-Target") == "AmazonSQS.GetQueueUrl" else {
            let sent = (0..<10).map { #"{"Id":"\#($0)","MessageId":"m","MD5OfMessageBody":""}"# }
            return .status(200, body: #"{"Successful":[\#(sent.joined(separator: ","))]}"#)
        }
        let url = "http://\(request.header("Host") ?? "")/000000000000/events"
        return .status(200, body: #"{"QueueUrl":"\#(url)"}"#)
    }
}
