internal import CCurl

extension EasyHandle {
    /// Sets what holds for every transfer: how it is secured, and how it behaves towards the rest of the process.
    func setStanding(_ configuration: CurlClient.Configuration) throws(CurlError) {
        try set(CURLOPT_PROTOCOLS_STR, "http,https")
        try set(CURLOPT_FOLLOWLOCATION, false)
        // A long poll occupies its connection anyway; HTTP/2 would only put all of them behind one.
        try set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))

        try set(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
        try set(CURLOPT_SSL_VERIFYPEER, true)
        try set(CURLOPT_SSL_VERIFYHOST, 2)
        if let bundle = configuration.caBundle {
            try set(CURLOPT_CAINFO, bundle)
            // Else the system's folder of authorities would be trusted as well.
            try set(CURLOPT_CAPATH, nil as String?)
        }

        try set(CURLOPT_NOSIGNAL, true)
        // A look-up runs on a thread of libcurl's. Without this, ending a transfer would wait for its look-up to end,
        // and every other transfer would wait with it.
        try set(CURLOPT_QUICK_EXIT, true)

        try closeSocketsOnExec()
        // A firewall that forgot the connection is found within the minute, not when the time-out strikes.
        try set(CURLOPT_TCP_KEEPALIVE, true)
        try set(CURLOPT_TCP_KEEPIDLE, 30)
        try set(CURLOPT_TCP_KEEPINTVL, 10)
        // In seconds. New connections look the name up again, and so follow a service that moves.
        try set(CURLOPT_MAXAGE_CONN, Int(configuration.idleConnectionAge.components.seconds))
        try set(CURLOPT_MAXLIFETIME_CONN, Int(configuration.connectionLifetime.components.seconds))
    }
}
