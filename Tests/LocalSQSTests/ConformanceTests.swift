import Foundation
import LocalSQS
import Support
import Testing

/// The suite in `conformance/`, which speaks boto3, against this server and against moto: what both pass is SQS's
/// behaviour and not only our idea of it.
@Suite struct ConformanceTests {
    @Test(.timeLimit(.minutes(3))) func `LocalSQS passes the suite`() async throws {
        let server = try await LocalSQSServer.start()
        try await runSuite(at: server.endpoint, server: "localsqs")
        await server.shutdown()
    }

    @Test(.timeLimit(.minutes(3))) func `moto passes the suite but for its documented differences`() async throws {
        let moto = try await MotoServer.start()
        defer { moto.stop() }
        try await runSuite(at: moto.endpoint, server: "moto")
    }

    private func runSuite(at endpoint: String, server: String) async throws {
        let directory = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "conformance").path()
        let options = ["-q", "--tb=short", "-p", "no:cacheprovider", "--endpoint=\(endpoint)", "--server=\(server)"]
        let suite = try await Python.run(module: "pytest", options + [directory])
        if !suite.succeeded { Attachment.record(suite.text, named: "pytest-\(server).txt") }
        #expect(suite.succeeded, "\(suite.text.suffix(4000))")
    }
}
