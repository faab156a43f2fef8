import AWS
import SQS
import Synchronization

/// A queue that answers from a script and remembers what was asked of it.
final class ScriptedQueue: MessageQueue {
    enum Answer: Sendable {
        case messages([Message])
        case failure(ServiceError)
        /// Messages that come after a while, as at the end of a long poll.
        case delayed([Message], until: Duration)
    }

    private struct State {
        var receives: [Answer]
        var receiveCalls = 0
        var deleted: [String] = []
        var deleteAnswers: [Result<[BatchFailure], ServiceError>] = []
        var sent: [OutgoingMessage] = []
        var sendSizes: [Int] = []
        var sendAnswers: [Result<[BatchFailure], ServiceError>] = []
        var attributeCalls = 0
        var givenBack: [String] = []
        var deleteCalls = 0
        var visibilityAnswers: [Result<[BatchFailure], ServiceError>] = []
        var visibilitySizes: [Int] = []
    }

    let name: String
    private let state: Mutex<State>

    /// Once the script has ended, a receive waits as a long poll does, until it is cancelled.
    init(
        name: String = "orders",
        receives: [Answer] = [],
        deletes: [Result<[BatchFailure], ServiceError>] = [],
        sends: [Result<[BatchFailure], ServiceError>] = [],
        visibilities: [Result<[BatchFailure], ServiceError>] = []
    ) {
        self.name = name
        state = Mutex(
            State(receives: receives, deleteAnswers: deletes, sendAnswers: sends, visibilityAnswers: visibilities)
        )
    }

    var receiveCalls: Int { state.withLock { $0.receiveCalls } }
    /// Each delivery whose visibility was changed, and to how long.
    var givenBack: [String] { state.withLock { $0.givenBack } }
    /// How many messages each change of visibility was asked for.
    var visibilitySizes: [Int] { state.withLock { $0.visibilitySizes } }
    var deleteCalls: Int { state.withLock { $0.deleteCalls } }
    var attributeCalls: Int { state.withLock { $0.attributeCalls } }
    var deleted: [String] { state.withLock { $0.deleted } }
    var sent: [OutgoingMessage] { state.withLock { $0.sent } }
    /// How many messages each call of `send` had.
    var sendSizes: [Int] { state.withLock { $0.sendSizes } }

    func receive(maximum: Int, waitSeconds: Int, visibilityTimeout: Int) async throws(ServiceError) -> [Message] {
        let answer = state.withLock { state -> Answer? in
            state.receiveCalls += 1
            return state.receives.isEmpty ? nil : state.receives.removeFirst()
        }
        switch answer {
        case .messages(let messages): return messages
        case .failure(let error): throw error
        case .delayed(let messages, let delay):
            try await wait(delay)
            return messages
        case nil:
            try await wait(.seconds(3600))
            return []
        }
    }

    private func wait(_ duration: Duration) async throws(ServiceError) {
        do {
            try await Task.sleep(for: duration)
        } catch {
            throw .cancelled
        }
    }

    func delete(_ receiptHandles: [ArraySlice<UInt8>]) async throws(ServiceError) -> [BatchFailure] {
        let answer = state.withLock { state -> Result<[BatchFailure], ServiceError> in
            state.deleteCalls += 1
            return state.deleteAnswers.isEmpty ? .success([]) : state.deleteAnswers.removeFirst()
        }
        // As the client does, whose call a cancelled task does not begin.
        if Task.isCancelled { throw .cancelled }
        let failures = try answer.get()
        let failed = Set(failures.map(\.index))
        state.withLock { state in
            for (index, handle) in receiptHandles.enumerated() where !failed.contains(index) {
                state.deleted.append(String(decoding: handle, as: UTF8.self))
            }
        }
        return failures
    }

    func changeVisibility(
        of receiptHandles: [ArraySlice<UInt8>],
        toSeconds seconds: Int
    ) async throws(ServiceError) -> [BatchFailure] {
        let answer = state.withLock { state -> Result<[BatchFailure], ServiceError> in
            state.visibilitySizes.append(receiptHandles.count)
            return state.visibilityAnswers.isEmpty ? .success([]) : state.visibilityAnswers.removeFirst()
        }
        if Task.isCancelled { throw .cancelled }
        let failures = try answer.get()
        let failed = Set(failures.map(\.index))
        state.withLock { state in
            for (index, handle) in receiptHandles.enumerated() where !failed.contains(index) {
                state.givenBack.append("\(String(decoding: handle, as: UTF8.self)) after \(seconds) s")
            }
        }
        return failures
    }

    func send(_ messages: [OutgoingMessage]) async throws(ServiceError) -> [BatchFailure] {
        let answer = state.withLock { state -> Result<[BatchFailure], ServiceError> in
            state.sendSizes.append(messages.count)
            return state.sendAnswers.isEmpty ? .success([]) : state.sendAnswers.removeFirst()
        }
        let failures = try answer.get()
        let failed = Set(failures.map(\.index))
        state.withLock { state in
            for (index, message) in messages.enumerated() where !failed.contains(index) { state.sent.append(message) }
        }
        return failures
    }

    func attributes() async throws(ServiceError) -> QueueAttributes {
        state.withLock { $0.attributeCalls += 1 }
        return QueueAttributes()
    }
}

extension ServiceError {
    static let cancelled = ServiceError(class: .cancelled, code: "cancelled", message: "")
    static let down = ServiceError(class: .server, code: "503", message: "")
    static let denied = ServiceError(class: .auth, code: "AccessDenied", message: "")
}

extension Message {
    /// A delivery whose receipt handle is `{id}#{receiveCount}` unless given.
    static func delivery(
        _ id: String,
        _ body: String,
        sentMilliseconds: Int64 = 1_000_000,
        receiveCount: Int = 1,
        bodyIsIntact: Bool = true,
        receiptHandle: String? = nil
    ) -> Message {
        Message(
            id: Array(id.utf8),
            body: Array(body.utf8),
            receiptHandle: Array((receiptHandle ?? "\(id)#\(receiveCount)").utf8),
            sentMilliseconds: sentMilliseconds,
            receiveCount: receiveCount,
            bodyIsIntact: bodyIsIntact
        )
    }

    /// A page view with a value.
    static func pageView(_ id: String, value: Double = 1, receiveCount: Int = 1) -> Message {
        delivery(
            id,
            #"{"type":"page_view","value":\#(value),"occurred_at":"2020-10-06 10:02:05"}"#,
            receiveCount: receiveCount
        )
    }
}
