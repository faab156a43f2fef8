/// Settings that name no endpoint; the words AWS's own tools use come first, then the variable and the cure.
package enum EndpointError: Error, Equatable, Sendable {
    case fipsWithCustomEndpoint(variable: String)
    case dualStackWithCustomEndpoint(variable: String)
    case missingRegion
    case malformedRegion(variable: String)
    case malformedFlag(variable: String)
    case malformedURL(variable: String, flaw: EndpointURL.Flaw)
}

extension EndpointError: CustomStringConvertible {
    /// One line; never the value at fault, as a URL may hold a password.
    package var description: String {
        switch self {
        case .fipsWithCustomEndpoint(let variable):
            """
            Invalid Configuration: FIPS and custom endpoint are not supported: \
            unset AWS_USE_FIPS_ENDPOINT or \(variable)
            """
        case .dualStackWithCustomEndpoint(let variable):
            """
            Invalid Configuration: Dualstack and custom endpoint are not supported: \
            unset AWS_USE_DUALSTACK_ENDPOINT or \(variable)
            """
        case .missingRegion: "Invalid Configuration: Missing Region: set AWS_REGION, to eu-west-1 for example"
        case .malformedRegion(let variable): "\(variable) is no region: write it as eu-west-1"
        case .malformedFlag(let variable): "\(variable) is neither true nor false: set it to one of them or unset it"
        case .malformedURL(let variable, let flaw):
            "\(variable) \(flaw.rawValue): write it as http://localhost:4566"
        }
    }
}
