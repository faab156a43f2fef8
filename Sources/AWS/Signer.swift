import Synchronization

/// Signs requests to one service in one region with AWS Signature Version 4.
///
/// Stands in for libcurl's own signer, which derives the day's key anew for every request and cannot be told a
/// corrected time. Safe to use from any number of tasks: only the day's key is shared, and it is kept behind a lock.
package final class Signer: Sendable {
    private let region: String
    private let service: String
    private let key = Mutex<SigningKey?>(nil)

    /// Takes the signing region and the service's signing name, `eu-west-1` and `sqs`.
    package init(region: String, service: String) {
        self.region = region
        self.service = service
    }

    /// Signs all of a request but its body, which ``SignedHead/headers(for:)`` takes.
    ///
    /// `path` and `query` are those of the request line, and `host` is what the `Host` header will say. Every one of
    /// `headers` is signed, and must be sent as given.
    package func head(
        method: String,
        path: String,
        query: String = "",
        host: String,
        headers: [(name: String, value: String)],
        credentials: Credentials,
        at time: Timestamp
    ) -> SignedHead {
        let date = time.basicFormat
        var sent = headers
        sent.append((name: "X-Amz-Date", value: String(decoding: date, as: UTF8.self)))
        if let token = credentials.sessionToken {
            sent.append((name: "X-Amz-Security-Token", value: token))
        }
        return SignedHead(
            of: CanonicalRequest(
                method: method,
                path: path,
                query: query,
                headers: [(name: "Host", value: host)] + sent
            ),
            sending: sent,
            date: date,
            credentials: credentials,
            time: time,
            key: signingKey(secret: credentials.secretAccessKey, day: date.prefix(8))
        )
    }

    private func signingKey(secret: String, day: ArraySlice<UInt8>) -> SigningKey {
        key.withLock { kept in
            if let kept, kept.fits(secret: secret, day: day) { return kept }
            let fresh = SigningKey(secret: secret, day: day, region: region, service: service)
            kept = fresh
            return fresh
        }
    }
}
