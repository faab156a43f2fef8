/// A set of regions under one domain: the commercial cloud, China, the government's, the European sovereign one.
struct Partition: Equatable {
    /// What the names of its regions begin with: `us-gov-` for `us-gov-west-1`.
    var regionPrefix: String
    var suffix: String
    var dualStackSuffix: String
    /// Whether SQS and STS serve FIPS under their ordinary names.
    var isFIPSByDefault = false

    /// The partition a region belongs to; a region that no row names is taken for a commercial one, as new ones are.
    static func of(region: String) -> Partition {
        special.first { region.hasPrefix($0.regionPrefix) } ?? commercial
    }

    private static let commercial = Partition(
        regionPrefix: "",
        suffix: "amazonaws.com",
        dualStackSuffix: "api.aws"
    )

    /// AWS's partitions table without the commercial one.
    private static let special = [
        Partition(
            regionPrefix: "cn-",
            suffix: "amazonaws.com.cn",
            dualStackSuffix: "api.amazonwebservices.com.cn"
        ),
        Partition(
            regionPrefix: "us-gov-",
            suffix: "amazonaws.com",
            dualStackSuffix: "api.aws",
            isFIPSByDefault: true
        ),
        Partition(regionPrefix: "eusc-", suffix: "amazonaws.eu", dualStackSuffix: "api.amazonwebservices.eu"),
        Partition(regionPrefix: "us-iso-", suffix: "c2s.ic.gov", dualStackSuffix: "api.aws.ic.gov"),
        Partition(regionPrefix: "us-isob-", suffix: "sc2s.sgov.gov", dualStackSuffix: "api.aws.scloud"),
        Partition(regionPrefix: "us-isof-", suffix: "csp.hci.ic.gov", dualStackSuffix: "api.aws.hci.ic.gov"),
        Partition(regionPrefix: "eu-isoe-", suffix: "cloud.adc-e.uk", dualStackSuffix: "api.cloud-aws.adc-e.uk"),
    ]
}
