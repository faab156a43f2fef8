extension Request {
    /// Refuses a URL that is not plainly `http://…` or `https://…`.
    ///
    /// libcurl would guess at the scheme of a URL without one, and would read a URL only up to its first zero byte.
    func checkURL() throws(CurlError) {
        let scheme = url.utf8.prefix { $0 != UInt8(ascii: ":") }.map { $0 | 0x20 }
        let rest = url.utf8.dropFirst(scheme.count).prefix(3)
        let isHTTP = scheme.elementsEqual("http".utf8) || scheme.elementsEqual("https".utf8)
        guard isHTTP, rest.elementsEqual("://".utf8) else {
            throw .refused("a URL must begin with http:// or https://")
        }
        guard url.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else {
            throw .refused("a URL cannot hold spaces or control characters")
        }
    }
}
