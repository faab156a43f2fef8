import Curl

extension Request {
    /// A POST of a few bytes with a time-out no passing test gets near.
    static func test(
        _ url: String,
        method: Method = .post,
        headers: [(name: String, value: String)] = [],
        body: String = "",
        timeout: Duration = .seconds(20),
        maximumBodyBytes: Int = 1 << 20,
        proxy: Proxy = .none
    ) -> Request {
        Request(
            method: method,
            url: url,
            headers: headers,
            body: Array(body.utf8),
            timeout: timeout,
            maximumBodyBytes: maximumBodyBytes,
            proxy: proxy
        )
    }
}

extension Response {
    var text: String { String(decoding: body, as: UTF8.self) }
}

extension CurlClient {
    /// How a request fails; nil if it does not.
    func failure(of request: Request) async -> CurlError? {
        do throws(CurlError) {
            _ = try await send(request)
            return nil
        } catch {
            return error
        }
    }
}
