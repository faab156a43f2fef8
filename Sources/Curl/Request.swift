/// One HTTP request, as a value.
package struct Request: Sendable {
    /// The methods this program sends.
    package enum Method: String, Sendable {
        case get = "GET"
        case post = "POST"
        case put = "PUT"
    }

    /// Which proxy a request may go through.
    package enum Proxy: Sendable {
        /// `https_proxy`, `http_proxy`, `no_proxy` and `all_proxy`, as libcurl reads them.
        case environment
        /// None, whatever the environment says: for link-local metadata addresses, which a proxy must never see.
        case none
    }

    package var method: Method
    /// An absolute `http` or `https` URL; every other scheme is refused by the client.
    package var url: String
    /// Sent in this order; names and values must hold no line break.
    package var headers: [(name: String, value: String)]
    package var body: [UInt8]
    /// From the call of ``Transport/send(_:)`` to the last byte of the answer.
    package var timeout: Duration
    /// The part of ``timeout`` that may pass before the connection stands; AWS's SDKs allow 3.1 s.
    package var connectTimeout: Duration
    /// An answer with a longer body is refused while it arrives.
    package var maximumBodyBytes: Int
    package var proxy: Proxy

    package init(
        method: Method,
        url: String,
        headers: [(name: String, value: String)] = [],
        body: [UInt8] = [],
        timeout: Duration,
        connectTimeout: Duration = .milliseconds(3100),
        maximumBodyBytes: Int = 1 << 20,
        proxy: Proxy = .environment
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.timeout = timeout
        self.connectTimeout = connectTimeout
        self.maximumBodyBytes = maximumBodyBytes
        self.proxy = proxy
    }
}
