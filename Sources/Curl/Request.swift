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

    /// Which answers are handed out with their headers; reading them costs a request a fiftieth of its time.
    package enum AnswerHeaders: Sendable {
        /// All.
        case all
        /// Those of a status other than 2xx, whose headers tell why and when.
        case ofRefusals
    }

    /// What is asked of the resource; decides whether ``body`` is sent.
    package var method: Method
    /// An absolute `http` or `https` URL; every other scheme is refused by the client.
    package var url: String
    /// Sent in this order, and nothing else beside `Host` and `Content-Length`; a line break or another control
    /// character in a name or a value is refused by the client.
    package var headers: [(name: String, value: String)]
    /// Sent with POST and PUT; a GET has none.
    package var body: [UInt8]
    /// From the call of ``Transport/send(_:)`` to the last byte of the answer.
    package var timeout: Duration
    /// The part of ``timeout`` that may pass before the connection stands, TLS included; AWS's SDKs allow 3.1 s.
    package var connectTimeout: Duration
    /// An answer with a longer body is refused while it arrives.
    package var maximumBodyBytes: Int
    /// Where the request may pass on its way.
    package var proxy: Proxy
    /// Whether ``Response/headers`` is wanted of every answer.
    package var answerHeaders: AnswerHeaders

    /// A request that, unless told otherwise, has 3.1 s of its time to connect and takes an answer of up to 1 MiB.
    package init(
        method: Method,
        url: String,
        headers: [(name: String, value: String)] = [],
        body: [UInt8] = [],
        timeout: Duration,
        connectTimeout: Duration = .milliseconds(3100),
        maximumBodyBytes: Int = 1 << 20,
        proxy: Proxy = .environment,
        answerHeaders: AnswerHeaders = .all
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.timeout = timeout
        self.connectTimeout = connectTimeout
        self.maximumBodyBytes = maximumBodyBytes
        self.proxy = proxy
        self.answerHeaders = answerHeaders
    }
}
