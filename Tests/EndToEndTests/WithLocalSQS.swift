import LocalSQS

/// Runs a local queue server in this process for as long as the body runs.
func withLocalSQS<Result>(
    port: Int = 0,
    faults: FaultPlan = .none,
    recordsAccepted: Bool = false,
    isolation: isolated (any Actor)? = #isolation,
    _ body: (LocalSQSServer) async throws -> Result
) async throws -> Result {
    let server = try await LocalSQSServer.start(port: port, faults: faults, recordsAccepted: recordsAccepted)
    do {
        let result = try await body(server)
        await server.shutdown()
        return result
    } catch {
        await server.shutdown()
        throw error
    }
}

extension QueueCounts {
    static let empty = QueueCounts(visible: 0, notVisible: 0, delayed: 0)
}
