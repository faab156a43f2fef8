internal import CCurl

/// The transfers under way and the connections they share; its connections close when it goes out of scope.
///
/// Belongs to the client's thread, but for ``wakeUp()``.
@safe struct MultiHandle: ~Copyable {
    private let raw: UnsafeMutableRawPointer

    init() throws(CurlError) {
        guard let raw = unsafe curl_multi_init() else { throw CurlError(CURLE_FAILED_INIT) }
        unsafe self.raw = raw
    }

    deinit { unsafe curl_multi_cleanup(raw) }

    /// Keeps at most so many idle connections; libcurl's own limit moves with the number of transfers under way.
    func keep(connections: Int) throws(CurlError) {
        try check(unsafe ccurl_multi_set_long(raw, CURLMOPT_MAXCONNECTS, connections))
    }

    func add(_ easy: borrowing EasyHandle) throws(CurlError) {
        try check(unsafe curl_multi_add_handle(raw, easy.raw))
    }

    /// Takes a transfer out, finished or not; one in the middle of an answer loses its connection.
    func remove(_ easy: borrowing EasyHandle) {
        unsafe curl_multi_remove_handle(raw, easy.raw)
    }

    /// Sends and receives whatever can be sent and received without waiting.
    func perform() throws(CurlError) {
        var running: Int32 = 0
        try check(unsafe curl_multi_perform(raw, &running))
    }

    /// Waits for a socket, a timer of libcurl's or ``wakeUp()``, at most for `timeout`.
    func poll(timeout: Duration) throws(CurlError) {
        let milliseconds = Int32(timeout / .milliseconds(1))
        try check(unsafe curl_multi_poll(raw, nil, 0, milliseconds, nil))
    }

    /// Ends the current ``poll(timeout:)``, or the next; the one call that any thread may make.
    func wakeUp() {
        unsafe curl_multi_wakeup(raw)
    }

    /// The next transfer that has ended, and how.
    func nextFinished() -> (transfer: Transfer, result: CURLcode)? {
        var left: Int32 = 0
        while let message = unsafe curl_multi_info_read(raw, &left) {
            var owner: UnsafeMutableRawPointer?
            guard unsafe message.pointee.msg == CURLMSG_DONE else { continue }
            unsafe ccurl_get_pointer(message.pointee.easy_handle, CURLINFO_PRIVATE, &owner)
            guard let owner = unsafe owner else { continue }
            return unsafe (Unmanaged<Transfer>.fromOpaque(owner).takeUnretainedValue(), message.pointee.data.result)
        }
        return nil
    }

    private func check(_ code: CURLMcode) throws(CurlError) {
        guard code != CURLM_OK else { return }
        throw CurlError(kind: .transient, code: 0, message: unsafe String(cString: curl_multi_strerror(code)))
    }
}
