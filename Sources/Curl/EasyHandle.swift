internal import CCurl
internal import Glibc

/// One transfer in libcurl's hands, used again and again; freed when it goes out of scope.
///
/// Belongs to the client's thread, like all that libcurl calls an easy handle.
@safe struct EasyHandle: ~Copyable {
    /// For ``MultiHandle`` alone.
    let raw: UnsafeMutableRawPointer

    init() throws(CurlError) {
        guard let raw = unsafe curl_easy_init() else { throw CurlError(CURLE_FAILED_INIT) }
        unsafe self.raw = raw
    }

    deinit { unsafe curl_easy_cleanup(raw) }

    func set(_ option: CURLoption, _ value: Int) throws(CurlError) {
        try check(unsafe ccurl_set_long(raw, option, value))
    }

    func set(_ option: CURLoption, _ value: Bool) throws(CurlError) {
        try check(unsafe ccurl_set_long(raw, option, value ? 1 : 0))
    }

    /// libcurl's times are whole milliseconds in which 0 means "no limit", so no time is shorter than one.
    func set(_ option: CURLoption, _ value: Duration) throws(CurlError) {
        let milliseconds = min(max(value / .milliseconds(1), 1), Double(Int32.max))
        try check(unsafe ccurl_set_long(raw, option, Int(milliseconds)))
    }

    /// libcurl copies the text; nil brings back the option's default.
    func set(_ option: CURLoption, _ value: String?) throws(CurlError) {
        guard let value else { return try check(unsafe ccurl_set_string(raw, option, nil)) }
        try check(unsafe value.withCString { unsafe ccurl_set_string(raw, option, $0) })
    }

    /// Where the request goes; `url` must outlive the handle, or the next call of this.
    func setURL(_ url: borrowing ParsedURL) throws(CurlError) {
        try check(unsafe ccurl_set_pointer(raw, CURLOPT_CURLU, UnsafeRawPointer(url.raw)))
        // The text of the one before, which libcurl would keep for its log.
        try set(CURLOPT_URL, nil)
    }

    /// A body libcurl neither copies nor frees: `bytes` must stay in place until the transfer has ended.
    func setBody(_ bytes: UnsafeMutableRawPointer, count: Int) throws(CurlError) {
        try check(unsafe ccurl_set_offset(raw, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(count)))
        try check(unsafe ccurl_set_pointer(raw, CURLOPT_POSTFIELDS, bytes))
    }

    /// Header lines libcurl neither copies nor frees: they must stay in place until the transfer has ended.
    func setHeaders(_ first: UnsafeMutablePointer<curl_slist>) throws(CurlError) {
        try check(unsafe ccurl_set_list(raw, CURLOPT_HTTPHEADER, first))
    }

    /// Where libcurl writes its words about a failure: `CURL_ERROR_SIZE` bytes that outlive the handle.
    func setErrorBuffer(_ buffer: UnsafeMutableRawPointer) throws(CurlError) {
        try check(unsafe ccurl_set_pointer(raw, CURLOPT_ERRORBUFFER, buffer))
    }

    /// Who takes the body, and who is named by ``MultiHandle/nextFinished()``; the pointer must outlive the handle.
    func setOwner(_ owner: UnsafeMutableRawPointer, write: curl_write_callback) throws(CurlError) {
        try check(unsafe ccurl_set_pointer(raw, CURLOPT_PRIVATE, owner))
        try check(unsafe ccurl_set_pointer(raw, CURLOPT_WRITEDATA, owner))
        try check(unsafe ccurl_set_write(raw, write))
    }

    /// Opens every socket so that a program this process starts does not inherit it; libcurl would not.
    func closeSocketsOnExec() throws(CurlError) {
        let code = unsafe ccurl_set_opensocket(raw) { _, _, address in
            guard let address = unsafe address?.pointee else { return CURL_SOCKET_BAD }
            return socket(address.family, address.socktype | Int32(SOCK_CLOEXEC.rawValue), address.protocol)
        }
        try check(code)
    }

    private func check(_ code: CURLcode) throws(CurlError) {
        guard code == CURLE_OK else { throw CurlError(code) }
    }
}
