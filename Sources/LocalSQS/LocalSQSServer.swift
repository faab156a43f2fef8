package import Logging
import NIOCore
import NIOPosix

/// An SQS-compatible server in this process: standard queues over AWS JSON 1.0, kept in memory.
///
/// One thread of its own owns all queues and connections. Requests without an `Authorization` header are refused, but
/// signatures are not verified: every key and secret will do. `GET /health` tells that it is up.
package struct LocalSQSServer: Sendable {
    /// Where clients find it: `http://127.0.0.1:9324`.
    package let endpoint: String

    let listener: Listener
    private let group: MultiThreadedEventLoopGroup
    private let loop: any EventLoop
    private let service: NIOLoopBound<Service>
    private let outages: NIOLoopBound<OutageSchedule>

    private init(
        host: String,
        port: Int,
        in group: MultiThreadedEventLoopGroup,
        _ makeService: @escaping @Sendable (any EventLoop) -> Service
    ) async throws {
        let loop = group.next()
        let service = try await loop.submit { NIOLoopBound(makeService(loop), eventLoop: loop) }.get()
        let listener = Listener(host: host, port: port, for: service, on: loop)
        outages = try await loop.submit {
            let schedule = OutageSchedule(listener: listener, service: service.value, on: loop)
            return NIOLoopBound(schedule, eventLoop: loop)
        }.get()
        try await listener.listen().get()
        let wildcards = ["0.0.0.0": "127.0.0.1", "::": "::1"]
        let name = wildcards[host] ?? host
        endpoint = "http://\(name.contains(":") ? "[\(name)]" : name):\(listener.port)"
        self.group = group
        self.loop = loop
        self.service = service
        self.listener = listener
    }

    /// Starts a server and returns when it listens.
    ///
    /// - Parameters:
    ///   - host: a name or an address to listen at, without brackets.
    ///   - port: 0 takes any free port.
    ///   - faults: what it does wrong on purpose.
    ///   - recordsAccepted: whether it keeps every message that it takes, for ``acceptedMessages()``.
    ///   - clock: tells the time in milliseconds since 1970; it must not go back. The time of day by default.
    package static func start(
        host: String = "127.0.0.1",
        port: Int = 0,
        faults: FaultPlan = .none,
        recordsAccepted: Bool = false,
        clock: @escaping @Sendable () -> Milliseconds = timeOfDay(),
        logger: Logger = Logger(label: "LocalSQS")
    ) async throws(LocalSQSError) -> LocalSQSServer {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        do {
            let server = try await LocalSQSServer(host: host, port: port, in: group) { loop in
                let store = Store(faults: faults, recordsAccepted: recordsAccepted)
                return Service(store: store, clock: ServerClock(clock), on: loop)
            }
            await server.schedule(faults.outages)
            logger.debug("LocalSQS listens", metadata: ["endpoint": "\(server.endpoint)"])
            return server
        } catch {
            try? await group.shutdownGracefully()
            throw LocalSQSError(address: "\(host):\(port)", reason: "\(error)")
        }
    }

    /// Closes all connections, long polls included, and forgets all messages.
    package func shutdown() async {
        try? await listener.close().get()
        try? await group.shutdownGracefully()
    }

    /// How many messages every queue holds at this moment, by the queue's name.
    package func counts() async -> [String: QueueCounts] {
        await onLoop { service in service.counts() } ?? [:]
    }

    /// How many long polls wait for a message at this moment.
    package func waitingReceives() async -> Int {
        await onLoop { service in service.waitingCount } ?? 0
    }

    /// Lets so much time pass at once: timeouts end, delays too, old messages vanish, long polls are answered.
    package func advance(by duration: Duration) async {
        let (seconds, attoseconds) = duration.components
        let amount = seconds * 1000 + attoseconds / 1_000_000_000_000_000
        await onLoop { service in service.advance(by: amount) }
    }

    func schedule(_ plan: [Outage]) async {
        await onLoop { [outages] _ in outages.value.replace(with: plan) }
    }

    func beginOutage() async {
        let stopped = await onLoop { [outages] _ in outages.value.begin() }
        try? await stopped?.get()
    }

    /// Nil after ``shutdown()``.
    @discardableResult
    func onLoop<Result: Sendable>(_ body: @escaping @Sendable (Service) -> Result) async -> Result? {
        guard !listener.isClosed else { return nil }
        return try? await loop.submit { [service] in body(service.value) }.get()
    }
}
