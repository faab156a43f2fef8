import AWS
import Testing

@Suite struct CredentialsTests {
    private let credentials = Credentials(
        accessKeyID: "AKIDEXAMPLE",
        secretAccessKey: "wJalrXUtnFEMI",
        sessionToken: "FwoGZXIvYXdz",
        expiration: Timestamp(secondsSince1970: 0)
    )

    @Test func `show the id of the key and nothing else, however they are printed`() {
        var dumped = ""
        dump(credentials, to: &dumped)
        var nested = ""
        dump(["credentials": [credentials]], to: &nested)
        let texts = [
            "\(credentials)", String(describing: credentials), String(reflecting: credentials), "\([credentials])",
            "\(Optional(credentials) as Any)", dumped, nested,
        ]
        for text in texts {
            #expect(text.contains("AKIDEXAMPLE"))
            #expect(!text.contains("wJalrXUtnFEMI"))
            #expect(!text.contains("FwoGZXIvYXdz"))
        }
    }
}
