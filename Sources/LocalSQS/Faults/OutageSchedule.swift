import NIOCore

/// Begins and ends the outages of a plan, in real time.
final class OutageSchedule {
    private let listener: Listener
    private let service: Service
    private let loop: any EventLoop
    private var coming: [Scheduled<Void>] = []

    init(listener: Listener, service: Service, on loop: any EventLoop) {
        self.listener = listener
        self.service = service
        self.loop = loop
    }

    /// Forgets the outages that have not begun and takes these; one that has begun ends in its time.
    func replace(with outages: [Outage]) {
        for task in coming { task.cancel() }
        coming = outages.map { outage in
            loop.assumeIsolated().scheduleTask(in: .seconds(outage.afterSeconds)) {
                _ = self.begin()
                self.loop.assumeIsolated().scheduleTask(in: .seconds(outage.forSeconds)) {
                    _ = self.listener.listen(again: true)
                }
            }
        }
    }

    /// Refuses connections and resets those that stand.
    func begin() -> EventLoopFuture<Void> {
        service.countOutage()
        let stopped = listener.stop()
        service.disconnectAll()
        return stopped
    }
}
