internal import CCurl

/// What a transfer can be asked once an answer has begun.
extension EasyHandle {
    var status: Int {
        var status = 0
        unsafe ccurl_get_long(raw, CURLINFO_RESPONSE_CODE, &status)
        return status
    }

    /// The body's length as the server announced it; nil where it did not, as in a chunked answer.
    var announcedBodyBytes: Int? {
        var length: curl_off_t = -1
        unsafe ccurl_get_offset(raw, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &length)
        return length < 0 ? nil : Int(length)
    }

    /// The headers of the last answer, without those of a `100 Continue` or of a proxy's.
    ///
    /// libcurl has taken them apart already; asking for them costs less than a callback for every line.
    var headers: [(name: String, value: String)] {
        var headers: [(name: String, value: String)] = []
        headers.reserveCapacity(8)
        var previous = unsafe curl_easy_nextheader(raw, UInt32(CURLH_HEADER), -1, nil)
        while let header = unsafe previous {
            let value = unsafe String(cString: header.pointee.value)
            // Where there is no value, libcurl 7.88 leaves the line's end.
            headers.append((unsafe String(cString: header.pointee.name), value == "\r" ? "" : value))
            unsafe previous = curl_easy_nextheader(raw, UInt32(CURLH_HEADER), -1, header)
        }
        return headers
    }
}
