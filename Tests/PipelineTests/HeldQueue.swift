import AWS
import SQS
import Synchronization

/// A queue whose changes of visibility take until they are let go, in the order in which they were asked for.
final class HeldQueue: MessageQueue {
    private struct State {
        var calls = 0
        var mayEnd = 0
    }

    let name = "orders"
    private let state = Mutex(State())

    /// How many changes of visibility have been asked for.
    var calls: Int { state.withLock { $0.calls } }

    /// Lets so many more calls end.
    func letGo(_ count: Int) { state.withLock { $0.mayEnd += count } }

    func changeVisibility(
        of receiptHandles: [ArraySlice<UInt8>],
        toSeconds seconds: Int
    ) async throws(ServiceError) -> [BatchFailure] {
        let number = state.withLock { state in
            state.calls += 1
            return state.calls
        }
        while state.withLock({ $0.mayEnd }) < number {
            do {
                try await Task.sleep(for: .milliseconds(1))
            } catch {
                throw .cancelled
            }
        }
        return []
    }

    func receive(maximum: Int, waitSeconds: Int, visibilityTimeout: Int) async throws(ServiceError) -> [Message] { [] }
    func delete(_ receiptHandles: [ArraySlice<UInt8>]) async throws(ServiceError) -> [BatchFailure] { [] }
    func send(_ messages: [OutgoingMessage]) async throws(ServiceError) -> [BatchFailure] { [] }
    func attributes() async throws(ServiceError) -> QueueAttributes { QueueAttributes() }
}
