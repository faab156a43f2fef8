extension Endpoint {
    /// Finds a service's endpoint from the environment, as AWS's own tools do.
    ///
    /// `service` is the signing name, `sqs`. A custom endpoint is `AWS_ENDPOINT_URL_SQS`, else `AWS_ENDPOINT_URL`,
    /// unless `AWS_IGNORE_CONFIGURED_ENDPOINT_URLS` is true. The region is `AWS_REGION`, else `AWS_DEFAULT_REGION`.
    /// `AWS_USE_FIPS_ENDPOINT` and `AWS_USE_DUALSTACK_ENDPOINT` choose among AWS's own endpoints. An empty variable
    /// counts as not set.
    package static func resolve(
        service: String,
        environment: [String: String]
    ) throws(EndpointError) -> Endpoint {
        let settings = EndpointSettings(environment: environment)
        let region = try settings.region()
        let fips = try settings.flag(EndpointSettings.fips)
        let dualStack = try settings.flag(EndpointSettings.dualStack)

        if let custom = try settings.customURL(service: service) {
            guard !fips else { throw .fipsWithCustomEndpoint(variable: custom.variable) }
            guard !dualStack else { throw .dualStackWithCustomEndpoint(variable: custom.variable) }
            return try Endpoint(customURL: custom.url, from: custom.variable, region: region)
        }
        guard let region else { throw .missingRegion }
        return Endpoint(service: service, region: region, fips: fips, dualStack: dualStack)
    }

    /// AWS's own endpoint, by the order of its endpoint rules.
    private init(service: String, region: String, fips: Bool, dualStack: Bool) {
        let partition = Partition.of(region: region)
        let suffix = dualStack ? partition.dualStackSuffix : partition.suffix
        let isSeparate = fips && (dualStack || !partition.isFIPSByDefault)
        let host = "\(service)\(isSeparate ? "-fips" : "").\(region).\(suffix)"
        self.init(url: "https://\(host)/", host: host, signingRegion: region)
    }

    private init(customURL text: String, from variable: String, region: String?) throws(EndpointError) {
        let url: EndpointURL
        do throws(EndpointURL.Flaw) {
            url = try EndpointURL(text)
        } catch {
            throw .malformedURL(variable: variable, flaw: error)
        }
        self.init(
            url: "\(url.scheme)://\(url.host)\(url.path)",
            host: url.host,
            path: url.path,
            signingRegion: region ?? "us-east-1",
            isRegionAssumed: region == nil
        )
    }
}
