import AWS
import Testing

@Suite struct EndpointTests {
    private static let fips = ["AWS_USE_FIPS_ENDPOINT": "true"]
    private static let dualStack = ["AWS_USE_DUALSTACK_ENDPOINT": "true"]

    @Test(arguments: [
        ("eu-west-1", [:], "sqs.eu-west-1.amazonaws.com"),
        ("us-west-2", fips, "sqs-fips.us-west-2.amazonaws.com"),
        ("us-west-2", dualStack, "sqs.us-west-2.api.aws"),
        ("us-west-2", fips.merging(dualStack) { $1 }, "sqs-fips.us-west-2.api.aws"),
        ("mx-central-1", [:], "sqs.mx-central-1.amazonaws.com"),
        ("xx-newland-7", [:], "sqs.xx-newland-7.amazonaws.com"),
        ("cn-north-1", [:], "sqs.cn-north-1.amazonaws.com.cn"),
        ("cn-north-1", dualStack, "sqs.cn-north-1.api.amazonwebservices.com.cn"),
        ("us-gov-west-1", [:], "sqs.us-gov-west-1.amazonaws.com"),
        ("us-gov-west-1", fips, "sqs.us-gov-west-1.amazonaws.com"),
        ("us-gov-west-1", fips.merging(dualStack) { $1 }, "sqs-fips.us-gov-west-1.api.aws"),
        ("eusc-de-east-1", [:], "sqs.eusc-de-east-1.amazonaws.eu"),
        ("us-iso-east-1", [:], "sqs.us-iso-east-1.c2s.ic.gov"),
        ("us-isob-east-1", [:], "sqs.us-isob-east-1.sc2s.sgov.gov"),
        ("us-isof-south-1", [:], "sqs.us-isof-south-1.csp.hci.ic.gov"),
        ("eu-isoe-west-1", dualStack, "sqs.eu-isoe-west-1.api.cloud-aws.adc-e.uk"),
    ])
    func `is AWS's own for a region`(region: String, environment: [String: String], host: String) throws {
        let environment = environment.merging(["AWS_REGION": region]) { $1 }
        let endpoint = try Endpoint.resolve(service: "sqs", environment: environment)
        #expect(endpoint == Endpoint(url: "https://\(host)/", host: host, signingRegion: region))
    }

    @Test(arguments: [
        ("http://localhost:4566", "http://localhost:4566/", "localhost:4566", "/"),
        ("HTTP://LocalHost:80", "http://localhost/", "localhost", "/"),
        ("https://sqs.example.com:443/", "https://sqs.example.com/", "sqs.example.com", "/"),
        ("https://example.com:80", "https://example.com:80/", "example.com:80", "/"),
        ("http://127.0.0.1:9324/prefix", "http://127.0.0.1:9324/prefix/", "127.0.0.1:9324", "/prefix/"),
        ("http://proxy/a%20b/", "http://proxy/a%20b/", "proxy", "/a%20b/"),
        ("http://[::1]:9324", "http://[::1]:9324/", "[::1]:9324", "/"),
    ])
    func `is a custom one in the form it is sent in`(text: String, url: String, host: String, path: String) throws {
        let endpoint = try Endpoint.resolve(
            service: "sqs",
            environment: ["AWS_ENDPOINT_URL": text, "AWS_REGION": "eu-west-1"]
        )
        #expect(endpoint == Endpoint(url: url, host: host, path: path, signingRegion: "eu-west-1"))
    }

    @Test(arguments: [
        (["AWS_ENDPOINT_URL_SQS": "http://a", "AWS_ENDPOINT_URL": "http://b"], "a"),
        (["AWS_ENDPOINT_URL_SQS": "", "AWS_ENDPOINT_URL": "http://b"], "b"),
        (["AWS_ENDPOINT_URL_STS": "http://a"], "sqs.eu-west-1.amazonaws.com"),
        (
            ["AWS_ENDPOINT_URL_SQS": "http://a", "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "True"],
            "sqs.eu-west-1.amazonaws.com"
        ),
        (["AWS_ENDPOINT_URL_SQS": "http://a", "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "false"], "a"),
    ])
    func `prefers the service's own variable, unless all are to be ignored`(
        environment: [String: String],
        host: String
    ) throws {
        let environment = environment.merging(["AWS_REGION": "eu-west-1"]) { $1 }
        #expect(try Endpoint.resolve(service: "sqs", environment: environment).host == host)
    }

    @Test(arguments: [
        (["AWS_REGION": "eu-west-1", "AWS_DEFAULT_REGION": "us-east-2"], "eu-west-1", false),
        (["AWS_REGION": "", "AWS_DEFAULT_REGION": "us-east-2"], "us-east-2", false),
        ([:], "us-east-1", true),
    ])
    func `signs for the region that is set, or says that it is a guess`(
        environment: [String: String],
        region: String,
        isAssumed: Bool
    ) throws {
        let environment = environment.merging(["AWS_ENDPOINT_URL": "http://localhost:4566"]) { $1 }
        let endpoint = try Endpoint.resolve(service: "sqs", environment: environment)
        #expect(endpoint.signingRegion == region)
        #expect(endpoint.isRegionAssumed == isAssumed)
    }
}
