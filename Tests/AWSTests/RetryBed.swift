import AWS
import Curl
import Support
import Synchronization

/// A client before a script, which notes what it would wait between attempts instead of waiting.
struct RetryBed {
    let transport: ScriptedTransport
    let client: AWSClient
    private let notes: Notes

    /// Takes the script, after whose end every attempt fails, and whether a wait is to be gone on from.
    init(
        _ script: [Result<Response, CurlError>] = [],
        credentials: FixedCredentials = FixedCredentials(),
        observer: (any CallObserver)? = nil,
        attempts: Int = .max,
        goesOn: Bool = true
    ) {
        let notes = Notes()
        self.notes = notes
        transport = ScriptedTransport(script)
        client = AWSClient(
            service: "sqs",
            targetPrefix: "AmazonSQS",
            endpoint: Endpoint(url: "http://localhost/", host: "localhost", signingRegion: "eu-west-1"),
            credentials: credentials,
            transport: transport,
            observer: observer,
            retryPolicy: RetryPolicy(attempts: attempts) { duration, _ in
                notes.add(duration)
                return goesOn
            },
            now: { Timestamp(secondsSince1970: 1_440_938_160) }
        )
    }

    /// What was waited, in seconds.
    var waits: [Double] { notes.all.map { $0 / .seconds(1) } }

    /// Makes a call; returns what it failed with, and how often it was sent.
    @discardableResult
    func call(
        _ operation: String = "ReceiveMessage",
        isLongPoll: Bool = false,
        attempts: Int = 3
    ) async -> (error: ServiceError?, sent: Int) {
        let before = transport.requests.count
        let call = Call(
            operation: operation,
            body: [],
            timeout: .seconds(1),
            attempts: attempts,
            isLongPoll: isLongPoll
        )
        do throws(ServiceError) {
            try await client.send(call) { _ in }
            return (nil, transport.requests.count - before)
        } catch {
            return (error, transport.requests.count - before)
        }
    }

    private final class Notes: Sendable {
        private let state = Mutex<[Duration]>([])
        var all: [Duration] { state.withLock { $0 } }

        func add(_ duration: Duration) {
            state.withLock { $0.append(duration) }
        }
    }
}

extension Result where Success == Response, Failure == CurlError {
    static let accepted = Self.answer(200, [], "{}")
    static let unavailable = Self.answer(503, [], "Service Unavailable")
    static let throttled = Self.refusal("ThrottlingException")

    static func refusal(_ code: String, status: Int = 400, _ headers: [(name: String, value: String)] = []) -> Self {
        .answer(status, headers, "{\"__type\":\"com.amazonaws.sqs#\(code)\"}")
    }
}
