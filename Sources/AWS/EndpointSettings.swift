/// The environment variables that say where requests go.
struct EndpointSettings {
    static let fips = "AWS_USE_FIPS_ENDPOINT"
    static let dualStack = "AWS_USE_DUALSTACK_ENDPOINT"

    private let environment: [String: String]

    init(environment: [String: String]) {
        self.environment = environment
    }

    /// The region becomes part of a host's name, so it must be fit to be one.
    func region() throws(EndpointError) -> String? {
        guard let (variable, region) = first(of: ["AWS_REGION", "AWS_DEFAULT_REGION"]) else { return nil }
        let isLabel = region.utf8.allSatisfy {
            switch $0 {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): true
            default: false
            }
        }
        guard isLabel, region.utf8.count <= 63, !region.hasPrefix("-"), !region.hasSuffix("-") else {
            throw .malformedRegion(variable: variable)
        }
        return region
    }

    func flag(_ variable: String) throws(EndpointError) -> Bool {
        switch environment[variable]?.lowercased() ?? "" {
        case "true": true
        case "false", "": false
        default: throw .malformedFlag(variable: variable)
        }
    }

    /// The custom endpoint and the variable it came from.
    func customURL(service: String) throws(EndpointError) -> (variable: String, url: String)? {
        guard try !flag("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS") else { return nil }
        return first(of: ["AWS_ENDPOINT_URL_\(service.uppercased())", "AWS_ENDPOINT_URL"])
            .map { (variable: $0.variable, url: $0.value) }
    }

    private func first(of variables: [String]) -> (variable: String, value: String)? {
        for variable in variables {
            if let value = environment[variable], !value.isEmpty { return (variable, value) }
        }
        return nil
    }
}
