import Crypto
import FoundationEssentials
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

    /// Returns the headers to add: `X-Amz-Date`, `X-Amz-Security-Token` with temporary credentials, `Authorization`.
    ///
    /// `path` and `query` are those of the request line. `headers` are the ones to sign beside the added ones: `Host`
    /// must be among them, and every one of them must be sent as given. `body` is what will be sent, all of it.
    package func headers(
        method: String,
        path: String,
        query: String = "",
        headers: [(name: String, value: String)],
        body: [UInt8],
        credentials: Credentials,
        at time: Timestamp
    ) -> [(name: String, value: String)] {
        let date = time.basicFormat
        var added = [(name: "X-Amz-Date", value: String(decoding: date, as: UTF8.self))]
        if let token = credentials.sessionToken {
            added.append((name: "X-Amz-Security-Token", value: token))
        }
        let request = CanonicalRequest(
            method: method,
            path: path,
            query: query,
            headers: headers + added,
            body: body
        )
        let value = authorization(of: request, date: date, credentials: credentials)
        added.append((name: "Authorization", value: value))
        return added
    }

    private func authorization(of request: CanonicalRequest, date: [UInt8], credentials: Credentials) -> String {
        let key = signingKey(secret: credentials.secretAccessKey, day: date.prefix(8))
        var text = Array("AWS4-HMAC-SHA256\n".utf8)
        text.reserveCapacity(160)
        text += date
        text.append(UInt8(ascii: "\n"))
        text += key.scope
        text.append(UInt8(ascii: "\n"))
        text.append(hex: SHA256.hash(data: request.bytes))

        var value = Array("AWS4-HMAC-SHA256 Credential=".utf8)
        value.reserveCapacity(320)
        value += credentials.accessKeyID.utf8
        value.append(UInt8(ascii: "/"))
        value += key.scope
        value += ", SignedHeaders=".utf8
        value += request.signedHeaders
        value += ", Signature=".utf8
        value.append(hex: key.sign(text))
        return String(decoding: value, as: UTF8.self)
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
