import AWS
import Testing

@Suite struct SignerTests {
    private let signer = Signer(region: "us-east-1", service: "service")
    private let time = Timestamp(secondsSince1970: 1_440_938_160)
    private let secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"

    @Test(arguments: SignatureVector.published)
    func `signs as AWS's published test suite does`(_ vector: SignatureVector) {
        var head = signer.head(
            method: vector.method,
            path: vector.path,
            query: vector.query,
            host: "example.amazonaws.com",
            headers: vector.headers,
            credentials: Credentials(accessKeyID: "AKIDEXAMPLE", secretAccessKey: secret, sessionToken: vector.token),
            at: time
        )
        let sent = head.headers(for: Array(vector.body.utf8))
        let expected = """
            AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, \
            SignedHeaders=\(vector.signedHeaders), Signature=\(vector.signature)
            """
        #expect(sent.last?.name == "Authorization")
        #expect(sent.last?.value == expected)
    }

    @Test func `adds the date, the token of temporary credentials and the signature, in this order`() {
        #expect(names(token: nil) == ["X-Amz-Date", "Authorization"])
        #expect(names(token: "token") == ["X-Amz-Date", "X-Amz-Security-Token", "Authorization"])
    }

    @Test func `derives the key anew when the secret or the day changes`() {
        let first = authorization(secret: secret, at: time)
        let otherSecret = authorization(secret: "other", at: time)
        let otherDay = authorization(secret: secret, at: time + 86_400)
        #expect(Set([first, otherSecret, otherDay]).count == 3)
        #expect(authorization(secret: secret, at: time) == first)
        for (secret, time, expected) in [("other", time, otherSecret), (secret, time + 86_400, otherDay)] {
            let fresh = Signer(region: "us-east-1", service: "service")
            #expect(authorization(by: fresh, secret: secret, at: time) == expected)
        }
    }

    @Test func `signs each body by itself, the same one the same way`() {
        var head = signer.head(
            method: "POST",
            path: "/",
            host: "example.amazonaws.com",
            headers: [],
            credentials: Credentials(accessKeyID: "AKIDEXAMPLE", secretAccessKey: secret),
            at: time
        )
        let bodies: [[UInt8]] = [[], [1], [2], [2], [1], []]
        let signatures = bodies.map { head.headers(for: $0).last?.value }
        #expect(Set(signatures).count == 3)
        #expect(signatures == signatures.reversed())
    }

    private func names(token: String?) -> [String] {
        headers(by: signer, secret: secret, token: token, at: time).map(\.name)
    }

    private func authorization(by other: Signer? = nil, secret: String, at time: Timestamp) -> String? {
        headers(by: other ?? signer, secret: secret, token: nil, at: time).last?.value
    }

    private func headers(
        by signer: Signer,
        secret: String,
        token: String?,
        at time: Timestamp
    ) -> [(name: String, value: String)] {
        var head = signer.head(
            method: "POST",
            path: "/",
            host: "example.amazonaws.com",
            headers: [],
            credentials: Credentials(accessKeyID: "AKIDEXAMPLE", secretAccessKey: secret, sessionToken: token),
            at: time
        )
        return head.headers(for: [])
    }
}
