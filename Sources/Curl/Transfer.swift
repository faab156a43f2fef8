internal import CCurl

/// One easy handle with all that libcurl reads and writes through it; serves one call after another.
///
/// Lives on the client's thread.
final class Transfer {
    let easy: EasyHandle
    /// The call being served.
    private(set) var call: Call?
    /// Where ``Transfers`` keeps this transfer while it runs.
    var position = 0

    /// Kept for the handle, which points at it.
    private var url: ParsedURL?
    private var lines = HeaderList()
    private var body = ByteStore()
    private var words = ByteStore()
    private var received: [UInt8] = []
    private var isTooLong = false
    /// The request before, whose options are still set: only what differs is set again.
    private var last: Request?

    init(_ configuration: CurlClient.Configuration) throws(CurlError) {
        easy = try EasyHandle()
        try easy.setStanding(configuration)
        words.reserve(Int(CURL_ERROR_SIZE))
        unsafe try easy.setErrorBuffer(words.start)
        unsafe try easy.setOwner(Unmanaged.passUnretained(self).toOpaque()) { bytes, size, count, owner in
            guard let bytes = unsafe bytes, let owner = unsafe owner else { return 0 }
            let piece = unsafe UnsafeRawBufferPointer(start: bytes, count: size * count)
            return unsafe Unmanaged<Transfer>.fromOpaque(owner)._withUnsafeGuaranteedRef { unsafe $0.receive(piece) }
        }
    }

    /// Takes on a call; after a configuration error thrown here the transfer is in no state to be used again.
    func prepare(_ call: Call) throws(CurlError) {
        let request = call.request
        try lines.assign(request.headers, bodyBytes: request.method == .get ? nil : request.body.count)
        unsafe try easy.setHeaders(lines.first)
        try setOptions(of: request)
        if request.method != .get { try setBody(request.body) }
        unsafe words.start.storeBytes(of: 0, as: UInt8.self)
        isTooLong = false
        self.call = call
    }

    /// What libcurl has brought, once it has ended the transfer.
    func answer(_ result: CURLcode) -> Call.Answer {
        guard result == CURLE_OK else { return .failure(CurlError(result, writtenWords)) }
        let status = easy.status
        let isUnread = call?.request.answerHeaders == .ofRefusals && 200..<300 ~= status
        return .success(Response(status: status, headers: isUnread ? [] : easy.headers, body: received))
    }

    /// Gives up the call and what has been received for it.
    func release() -> Call? {
        received = []
        return call.take()
    }

    private var writtenWords: String {
        guard !isTooLong else { return "the answer's body is longer than the request allows" }
        return unsafe String(cString: words.start.assumingMemoryBound(to: CChar.self))
    }

    // Called by libcurl within `curl_multi_perform`: no function of libcurl's that starts or ends a transfer may be
    // called.
    private func receive(_ piece: UnsafeRawBufferPointer) -> Int {
        guard let limit = call?.request.maximumBodyBytes else { return 0 }
        let announced = received.isEmpty ? easy.announcedBodyBytes ?? 0 : 0
        guard announced <= limit, received.count + piece.count <= limit else {
            isTooLong = true
            return Int(CURL_WRITEFUNC_ERROR)
        }
        if announced > piece.count { received.reserveCapacity(announced) }
        unsafe received.append(contentsOf: piece)
        return piece.count
    }

    private func setOptions(of request: Request) throws(CurlError) {
        if last?.url != request.url {
            try request.checkURL()
            let parsed = try ParsedURL(request.url)
            try easy.setURL(parsed)
            url = consume parsed
        }
        if last?.proxy != request.proxy {
            let hasNone = request.proxy == .none || !Library.hasProxyInEnvironment
            try easy.set(CURLOPT_PROXY, hasNone ? "" : nil)
            try easy.set(CURLOPT_NOPROXY, hasNone ? "*" : nil)
        }
        if last?.timeout != request.timeout { try easy.set(CURLOPT_TIMEOUT_MS, request.timeout) }
        if last?.connectTimeout != request.connectTimeout {
            try easy.set(CURLOPT_CONNECTTIMEOUT_MS, request.connectTimeout)
        }
        if last?.method != request.method {
            try easy.set(CURLOPT_HTTPGET, request.method == .get)
            try easy.set(CURLOPT_CUSTOMREQUEST, request.method == .put ? "PUT" : nil)
        }
        last = request
        // What was sent is not needed again, and may be large.
        last?.body = []
        last?.headers = []
    }

    // After the method: giving a body makes a handle a POST.
    private func setBody(_ bytes: [UInt8]) throws(CurlError) {
        body.reserve(bytes.count)
        unsafe bytes.withUnsafeBytes { source in
            guard let start = source.baseAddress else { return }
            unsafe body.start.copyMemory(from: start, byteCount: source.count)
        }
        unsafe try easy.setBody(body.start, count: bytes.count)
    }
}
