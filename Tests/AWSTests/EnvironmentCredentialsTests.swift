import AWS
import Testing

@Suite struct EnvironmentCredentialsTests {
    private static let pair = ["AWS_ACCESS_KEY_ID": "AKIDEXAMPLE", "AWS_SECRET_ACCESS_KEY": "wJalr/+="]

    @Test(arguments: [
        (pair, Credentials(accessKeyID: "AKIDEXAMPLE", secretAccessKey: "wJalr/+=")),
        (
            pair.merging(["AWS_SESSION_TOKEN": "new", "AWS_SECURITY_TOKEN": "old"]) { $1 },
            Credentials(accessKeyID: "AKIDEXAMPLE", secretAccessKey: "wJalr/+=", sessionToken: "new")
        ),
        (
            pair.merging(["AWS_SESSION_TOKEN": "", "AWS_SECURITY_TOKEN": "old"]) { $1 },
            Credentials(accessKeyID: "AKIDEXAMPLE", secretAccessKey: "wJalr/+=", sessionToken: "old")
        ),
        (
            pair.merging(["AWS_CREDENTIAL_EXPIRATION": "2026-11-20T22:00:00Z"]) { $1 },
            Credentials(
                accessKeyID: "AKIDEXAMPLE",
                secretAccessKey: "wJalr/+=",
                expiration: Timestamp(secondsSince1970: 1_795_212_000)
            )
        ),
    ])
    func `takes the pair, with token and expiration where they are set`(
        environment: [String: String],
        expected: Credentials
    ) async throws {
        #expect(try await EnvironmentCredentials(environment: environment).credentials() == expected)
    }

    @Test(arguments: [
        (
            ["AWS_ACCESS_KEY_ID": "AKIDEXAMPLE"],
            "AWS_ACCESS_KEY_ID is set but AWS_SECRET_ACCESS_KEY is not: set both"
        ),
        (
            ["AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": "wJalr"],
            "AWS_SECRET_ACCESS_KEY is set but AWS_ACCESS_KEY_ID is not: set both"
        ),
        (
            pair.merging(["AWS_SECRET_ACCESS_KEY": "wJalr\n"]) { $1 },
            "AWS_SECRET_ACCESS_KEY holds a space, a line break or a character beyond ASCII: paste it again without"
        ),
        (
            pair.merging(["AWS_SESSION_TOKEN": "to\u{7}ken"]) { $1 },
            "AWS_SESSION_TOKEN holds a space, a line break or a character beyond ASCII: paste it again without"
        ),
        (
            pair.merging(["AWS_CREDENTIAL_EXPIRATION": "soon"]) { $1 },
            "AWS_CREDENTIAL_EXPIRATION is no time: write it as 2026-11-20T22:00:00Z"
        ),
        ([:], "no AWS credentials in the environment: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"),
    ])
    func `names the variable at fault and the cure, never a value`(
        environment: [String: String],
        message: String
    ) async throws {
        let error = await #expect(throws: CredentialError.self) {
            try await EnvironmentCredentials(environment: environment).credentials()
        }
        #expect(error?.description == message)
    }

    @Test func `lets another source be asked only when nothing is set`() async {
        let empty = EnvironmentCredentials(environment: ["AWS_ACCESS_KEY_ID": ""])
        let error = await #expect(throws: CredentialError.self) { try await empty.credentials() }
        guard case .absent = error else {
            Issue.record("\(String(describing: error)) does not say that nothing is set")
            return
        }
    }
}
