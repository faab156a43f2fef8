package import Curl
import Synchronization

/// Answers requests from a script, in order, and keeps what it was sent.
package final class ScriptedTransport: Transport {
    private struct State {
        var script: [Result<Response, CurlError>]
        var requests: [Request] = []
    }

    private let state: Mutex<State>

    package init(_ script: [Result<Response, CurlError>]) {
        state = Mutex(State(script: script))
    }

    package convenience init(_ script: Result<Response, CurlError>...) {
        self.init(script)
    }

    package var requests: [Request] { state.withLock { $0.requests } }

    package func send(_ request: Request) async throws(CurlError) -> Response {
        let next: Result<Response, CurlError> = state.withLock { state in
            state.requests.append(request)
            let ended = CurlError(kind: .transient, code: 0, message: "the script has ended")
            return state.script.isEmpty ? .failure(ended) : state.script.removeFirst()
        }
        return try next.get()
    }
}

extension Result where Success == Response, Failure == CurlError {
    /// An answer with this status, these headers and this text.
    package static func answer(
        _ status: Int,
        _ headers: [(name: String, value: String)] = [],
        _ body: String = ""
    ) -> Self {
        .success(Response(status: status, headers: headers, body: Array(body.utf8)))
    }
}
