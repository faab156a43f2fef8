import ArgumentParser

/// Where SQS is, as the AWS CLI has it.
struct EndpointOptions: ParsableArguments {
    @Option(help: "The AWS region. (env AWS_REGION, AWS_DEFAULT_REGION)")
    var region: String?

    @Option(
        name: .customLong("endpoint-url"),
        help: "Another SQS endpoint, http://localhost:4566 for example. (env AWS_ENDPOINT_URL_SQS, AWS_ENDPOINT_URL)"
    )
    var endpointURL: String?

    /// The environment as if it had been set with these options.
    func apply(to environment: [String: String]) -> [String: String] {
        var environment = environment
        if let region { environment["AWS_REGION"] = region }
        if let endpointURL {
            environment["AWS_ENDPOINT_URL_SQS"] = endpointURL
            // It is about what is configured, and not about what is asked for here.
            environment["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"] = nil
        }
        return environment
    }
}
