import Crypto
import FoundationEssentials

/// The key for one secret, one day, one region and one service; derived with four HMACs, so worth keeping.
struct SigningKey: Sendable {
    private let secret: String
    private let day: ArraySlice<UInt8>
    /// `20150830/eu-west-1/sqs/aws4_request`.
    let scope: [UInt8]
    /// HMAC with the key taken in: to be copied for each text, which saves half of HMAC's cost on a short one.
    private let keyed: HMAC<SHA256>

    /// Takes the day as `20150830`, in UTC.
    init(secret: String, day: ArraySlice<UInt8>, region: String, service: String) {
        self.secret = secret
        self.day = day
        scope = Array("\(String(decoding: day, as: UTF8.self))/\(region)/\(service)/aws4_request".utf8)
        var key = SymmetricKey(data: Array("AWS4\(secret)".utf8))
        for part in [Array(day), Array(region.utf8), Array(service.utf8), Array("aws4_request".utf8)] {
            key = SymmetricKey(data: HMAC<SHA256>.authenticationCode(for: part, using: key))
        }
        keyed = HMAC<SHA256>(key: key)
    }

    /// Whether it was derived from this secret for this day.
    func fits(secret: String, day: ArraySlice<UInt8>) -> Bool {
        self.day == day && self.secret == secret
    }

    func sign(_ text: [UInt8]) -> HMAC<SHA256>.MAC {
        var code = keyed
        code.update(data: text)
        return code.finalize()
    }
}
