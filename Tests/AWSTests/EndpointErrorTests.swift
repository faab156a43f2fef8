import AWS
import Testing

@Suite struct EndpointErrorTests {
    @Test(arguments: [
        ([:], "Invalid Configuration: Missing Region: set AWS_REGION, to eu-west-1 for example"),
        (
            ["AWS_ENDPOINT_URL": "http://localhost", "AWS_USE_FIPS_ENDPOINT": "true"],
            """
            Invalid Configuration: FIPS and custom endpoint are not supported: \
            unset AWS_USE_FIPS_ENDPOINT or AWS_ENDPOINT_URL
            """
        ),
        (
            ["AWS_ENDPOINT_URL_SQS": "http://localhost", "AWS_USE_DUALSTACK_ENDPOINT": "TRUE"],
            """
            Invalid Configuration: Dualstack and custom endpoint are not supported: \
            unset AWS_USE_DUALSTACK_ENDPOINT or AWS_ENDPOINT_URL_SQS
            """
        ),
        (
            ["AWS_REGION": "eu-west-1", "AWS_USE_FIPS_ENDPOINT": "yes"],
            "AWS_USE_FIPS_ENDPOINT is neither true nor false: set it to one of them or unset it"
        ),
        (["AWS_REGION": "Ireland"], "AWS_REGION is no region: write it as eu-west-1"),
        (["AWS_DEFAULT_REGION": "evil.example/"], "AWS_DEFAULT_REGION is no region: write it as eu-west-1"),
    ])
    func `names the variable at fault and the cure`(environment: [String: String], message: String) {
        let error = #expect(throws: EndpointError.self) {
            try Endpoint.resolve(service: "sqs", environment: environment)
        }
        #expect(error?.description == message)
    }

    @Test(arguments: [
        ("localhost:4566", "begins neither with http:// nor with https://"),
        ("ftp://localhost", "begins neither with http:// nor with https://"),
        ("localhost", "begins neither with http:// nor with https://"),
        ("http://", "names no host"),
        ("http:///path", "names no host"),
        ("http://local host", "is no URL"),
        ("http://localhost\n", "is no URL"),
        ("http://bücher.example", "is no URL"),
        ("http://localhost:0", "has a port outside 1–65535"),
        ("http://localhost:70000", "has a port outside 1–65535"),
        ("http://user:hunter2@localhost", "holds a user name or password, which requests cannot carry"),
        ("http://localhost/?a=b", "has a query or a fragment, which requests would lose"),
        ("http://localhost/#top", "has a query or a fragment, which requests would lose"),
    ])
    func `says what is wrong with an endpoint's URL without showing it`(text: String, flaw: String) {
        let error = #expect(throws: EndpointError.self) {
            try Endpoint.resolve(service: "sqs", environment: ["AWS_ENDPOINT_URL_SQS": text])
        }
        #expect(error?.description == "AWS_ENDPOINT_URL_SQS \(flaw): write it as http://localhost:4566")
    }
}
