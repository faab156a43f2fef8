internal import CCurl

/// A URL as libcurl takes it apart, kept for all the requests to it; freed when it goes out of scope.
///
/// Given the text alone, libcurl would take it apart and put it together again for every request.
@safe struct ParsedURL: ~Copyable {
    /// For ``EasyHandle`` alone.
    let raw: OpaquePointer

    /// Throws a configuration error for a URL that is malformed, or whose scheme libcurl does not know.
    init(_ text: String) throws(CurlError) {
        guard let raw = unsafe curl_url() else { throw CurlError(CURLE_OUT_OF_MEMORY) }
        let code = unsafe text.withCString { unsafe curl_url_set(raw, CURLUPART_URL, $0, 0) }
        guard code == CURLUE_OK else {
            unsafe curl_url_cleanup(raw)
            guard code != CURLUE_OUT_OF_MEMORY else { throw CurlError(CURLE_OUT_OF_MEMORY) }
            throw CurlError(CURLE_URL_MALFORMAT, unsafe String(cString: curl_url_strerror(code)))
        }
        unsafe self.raw = raw
    }

    deinit { unsafe curl_url_cleanup(raw) }
}
