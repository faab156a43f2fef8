/// Where a service's requests go, and what they are signed for.
package struct Endpoint: Equatable, Sendable {
    /// What every request is sent to, `https://sqs.eu-west-1.amazonaws.com/`; ends with ``path``.
    package var url: String
    /// The `Host` header, as libcurl sends it: with the port when it is not the scheme's own.
    package var host: String
    /// `/`, or a custom endpoint's prefix, which begins and ends with one.
    package var path: String
    /// The region in the credential scope.
    package var signingRegion: String
    /// Whether the region is a guess: a custom endpoint is set and no region is, so `us-east-1` is signed for.
    package var isRegionAssumed: Bool

    /// An endpoint made of parts that fit together; ``resolve(service:environment:)`` makes one from settings.
    package init(
        url: String,
        host: String,
        path: String = "/",
        signingRegion: String,
        isRegionAssumed: Bool = false
    ) {
        self.url = url
        self.host = host
        self.path = path
        self.signingRegion = signingRegion
        self.isRegionAssumed = isRegionAssumed
    }
}
