import NIOCore
import NIOPosix
import Synchronization

/// Keeps one connection to a server, and makes another when it is asked for something and the last has ended.
///
/// It tries once for every call that needs a connection; how long to wait before the next is the caller's to decide.
package final class RedisClient: Sendable {
    private enum State {
        case idle
        case connecting(EventLoopFuture<RedisConnection>)
        case connected(RedisConnection)
        case closed
    }

    private enum Step {
        case use(RedisConnection)
        case wait(EventLoopFuture<RedisConnection>)
        case connect(EventLoopPromise<RedisConnection>)
        case giveUp
    }

    private let options: RedisOptions
    private let state = Mutex(State.idle)

    /// A client that connects when it is first asked for something.
    package init(_ options: RedisOptions) {
        self.options = options
    }

    /// Sends commands together; an answer may be an error.
    ///
    /// A server that answers as no primary does loses its connection: the next call makes another, to where the name of
    /// the host then leads.
    package func send(_ commands: [RedisCommand]) async throws(RedisError) -> [RESPValue] {
        let connection = try await connection()
        let answers = try await connection.send(commands)
        if answers.contains(where: Self.sendsElsewhere) { await connection.close() }
        return answers
    }

    private static func sendsElsewhere(_ answer: RESPValue) -> Bool {
        guard case .error(let refusal) = answer else { return false }
        return ["READONLY", "MASTERDOWN", "LOADING"].contains(refusal.code)
    }

    /// Sends one command; an error that the server answers with is thrown.
    package func send(_ command: RedisCommand) async throws(RedisError) -> RESPValue {
        let answer = try await send([command]).first ?? .null
        if case .error(let refusal) = answer { throw .refused(refusal) }
        return answer
    }

    /// Runs a script by its digest, or by its text on a server that has not seen it; its keys must be in one slot.
    package func evaluate(
        _ script: RedisScript,
        keys: [[UInt8]],
        _ arguments: [[UInt8]]
    ) async throws(RedisError) -> RESPValue {
        let rest = [Array("\(keys.count)".utf8)] + keys + arguments
        do throws(RedisError) {
            return try await send(RedisCommand("EVALSHA", [script.digest] + rest))
        } catch .refused(let refusal) where refusal.code == "NOSCRIPT" {
            return try await send(RedisCommand("EVAL", [script.source] + rest))
        }
    }

    /// Ends the connection; calls that come later throw.
    package func close() async {
        let connection: RedisConnection? = state.withLock { state in
            defer { state = .closed }
            return if case .connected(let connection) = state { connection } else { nil }
        }
        await connection?.close()
    }

    /// The connection there is, or a new one; many callers at once share one attempt.
    private func connection() async throws(RedisError) -> RedisConnection {
        let step: Step = state.withLock { state in
            switch state {
            case .connected(let connection) where connection.isOpen: return .use(connection)
            case .connecting(let future): return .wait(future)
            case .closed: return .giveUp
            case .idle, .connected:
                let promise = MultiThreadedEventLoopGroup.singleton.any().makePromise(of: RedisConnection.self)
                state = .connecting(promise.futureResult)
                return .connect(promise)
            }
        }
        switch step {
        case .use(let connection): return connection
        case .giveUp: throw .closed
        case .wait(let future):
            do {
                return try await future.get()
            } catch {
                throw RedisError(connecting: error)
            }
        case .connect(let promise): return try await connect(for: promise)
        }
    }

    /// Makes the attempt whose future is the state; only ``close()`` puts another state in its place meanwhile.
    private func connect(for promise: EventLoopPromise<RedisConnection>) async throws(RedisError) -> RedisConnection {
        do throws(RedisError) {
            let connection = try await RedisConnection.connect(options)
            let isWanted = state.withLock { state in
                guard case .connecting = state else { return false }
                state = .connected(connection)
                return true
            }
            guard isWanted else {
                await connection.close()
                throw RedisError.closed
            }
            promise.succeed(connection)
            return connection
        } catch {
            state.withLock { state in
                if case .connecting = state { state = .idle }
            }
            promise.fail(error)
            throw error
        }
    }
}
