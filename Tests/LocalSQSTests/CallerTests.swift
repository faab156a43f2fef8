import Testing

@testable import LocalSQS

@Suite struct CallerTests {
    @Test(arguments: [
        ("AWS4-HMAC-SHA256 Credential=AK/20201006/eu-west-1/sqs/aws4_request, SignedHeaders=host", "eu-west-1"),
        ("AWS4-HMAC-SHA256 Credential=AK,SignedHeaders=host", "us-east-1"),
        ("Basic Zm9v", "us-east-1"),
        ("", "us-east-1"),
    ])
    func `has the region its request was signed for`(authorization: String, region: String) {
        let caller = Caller(host: "localhost:9324", authorization: authorization, arrivedAt: 0, now: 0)
        #expect(caller.region == region)
    }
}
