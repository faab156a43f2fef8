import Curl

/// Sends requests past any proxy, whatever the environment says.
struct DirectTransport: Transport {
    let transport: any Transport

    func send(_ request: Request) async throws(CurlError) -> Response {
        var request = request
        request.proxy = .none
        return try await transport.send(request)
    }
}
