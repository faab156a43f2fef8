import Crypto
import FoundationEssentials

/// A request signed as far as it is the same for every body: what is left to do is two hashes of the body's length and
/// of a line.
///
/// Holds for one method, path, set of headers and credentials, and for one second; in which a consumer under load makes
/// thousands of requests that differ in nothing but the body.
package struct SignedHead: Sendable {
    private let credentials: Credentials
    private let time: Timestamp
    /// All that is sent but what says who signed it.
    private let headers: [(name: String, value: String)]
    /// Has taken in all of the canonical request but the hash of the body, which ends it.
    private let canonicalRequest: SHA256
    /// The string to sign, but for the hash of the canonical request, which ends it.
    private let stringToSign: [UInt8]
    /// `AWS4-HMAC-SHA256 Credential=…, SignedHeaders=…, Signature=`.
    private let authorization: [UInt8]
    private let key: SigningKey
    /// An empty queue is asked with the same bytes again and again.
    private var last: (body: [UInt8], authorization: String)?

    init(
        of request: CanonicalRequest,
        sending headers: [(name: String, value: String)],
        date: [UInt8],
        credentials: Credentials,
        time: Timestamp,
        key: SigningKey
    ) {
        self.credentials = credentials
        self.time = time
        self.headers = headers
        self.key = key

        var hash = SHA256()
        hash.update(data: request.bytes)
        canonicalRequest = hash

        var text = Array("AWS4-HMAC-SHA256\n".utf8)
        text += date
        text.append(UInt8(ascii: "\n"))
        text += key.scope
        text.append(UInt8(ascii: "\n"))
        stringToSign = text

        var value = Array("AWS4-HMAC-SHA256 Credential=\(credentials.accessKeyID)/".utf8)
        value += key.scope
        value += ", SignedHeaders=".utf8
        value += request.signedHeaders
        value += ", Signature=".utf8
        authorization = value
    }

    /// The same as ``headers(for:)``; nil if it was made for other credentials or another second.
    mutating func headers(
        for body: [UInt8],
        ifSignedBy credentials: Credentials,
        at time: Timestamp
    ) -> [(name: String, value: String)]? {
        self.time == time && self.credentials == credentials ? headers(for: body) : nil
    }

    /// Returns the headers to send with a body: those that were signed, but for `Host`, then `X-Amz-Date`,
    /// `X-Amz-Security-Token` with temporary credentials, and `Authorization`.
    package mutating func headers(for body: [UInt8]) -> [(name: String, value: String)] {
        var signed: [(name: String, value: String)] = []
        signed.reserveCapacity(headers.count + 1)
        signed += headers
        signed.append((name: "Authorization", value: authorization(for: body)))
        return signed
    }

    private mutating func authorization(for body: [UInt8]) -> String {
        if let last, last.body == body { return last.authorization }
        let value = sign(body)
        last = (body, value)
        return value
    }

    private func sign(_ body: [UInt8]) -> String {
        // One array for three texts, one after another.
        var text: [UInt8] = []
        text.reserveCapacity(max(stringToSign.count, authorization.count) + 2 * SHA256.byteCount)
        text.append(hex: SHA256.hash(data: body))
        var request = canonicalRequest
        request.update(data: text)

        text.removeAll(keepingCapacity: true)
        text += stringToSign
        text.append(hex: request.finalize())
        let signature = key.sign(text)

        text.removeAll(keepingCapacity: true)
        text += authorization
        text.append(hex: signature)
        return String(decoding: text, as: UTF8.self)
    }
}
