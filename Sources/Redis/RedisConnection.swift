import NIOCore

/// One connection to a server, logged in; once it has ended it stays so.
final class RedisConnection: Sendable {
    private let channel: any Channel
    private let conversation: NIOLoopBound<Conversation>
    private let ending: Ending
    private let timeout: TimeAmount

    /// Joins the pipeline of a channel, on whose event loop this must run.
    init(joining channel: any Channel, timeout: TimeAmount) throws {
        let ending = Ending()
        let conversation = Conversation(ending: ending)
        try channel.pipeline.syncOperations.addHandler(conversation)
        self.channel = channel
        self.conversation = NIOLoopBound(conversation, eventLoop: channel.eventLoop)
        self.ending = ending
        self.timeout = timeout
    }

    /// Whether it has not ended, as far as is known.
    var isOpen: Bool { !ending.hasCome }

    /// Sends commands together and returns an answer for each, in order; an answer may be an error.
    ///
    /// Cancelling the task has no effect: whoever has sent something wants to know what became of it, and does before
    /// the timeout, which ends the connection.
    func send(_ commands: [RedisCommand]) async throws(RedisError) -> [RESPValue] {
        guard !commands.isEmpty else { return [] }
        let result = await withCheckedContinuation { caller in
            let exchange = Exchange(commands, timeout: timeout, caller: caller)
            channel.eventLoop.execute { [conversation] in conversation.value.send(exchange) }
        }
        return try result.get()
    }

    /// Ends it, and is known to have ended from now on; who still waits for an answer gets an error.
    func close() async {
        ending.come()
        try? await channel.close().get()
    }
}
