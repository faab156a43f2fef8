import NIOCore

/// Commands on their way, and whoever waits for the answers.
struct Exchange {
    let bytes: ByteBuffer
    let expected: Int
    let timeout: TimeAmount
    let caller: CheckedContinuation<Result<[RESPValue], RedisError>, Never>
    var answers: [RESPValue] = []
    var alarm: Scheduled<Void>?

    init(
        _ commands: [RedisCommand],
        timeout: TimeAmount,
        caller: CheckedContinuation<Result<[RESPValue], RedisError>, Never>
    ) {
        var bytes = ByteBuffer()
        for command in commands { command.write(to: &bytes) }
        self.bytes = bytes
        expected = commands.count
        self.timeout = timeout
        self.caller = caller
    }

    func end(_ result: Result<[RESPValue], RedisError>) {
        alarm?.cancel()
        caller.resume(returning: result)
    }
}
