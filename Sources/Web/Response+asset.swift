import Hummingbird

extension Response {
    /// One of our files for a browser, which lets it load, run and reach our own files and nothing else.
    static func asset(_ asset: Asset, telemetryPath: TelemetryPath) -> Response {
        var response = Response.content(type: asset.contentType, asset.bytes(telemetryPath: telemetryPath))
        // Asked for anew by every visit, 35 kB in all: a page never meets a script of another version.
        response.headers[.cacheControl] = "no-cache"
        response.headers[.contentSecurityPolicy] = contentSecurityPolicy
        response.headers[resourcePolicy] = "same-origin"
        return response
    }
}

/// Nothing from elsewhere; and trusted types have a browser refuse every script that would make markup of a text.
private let contentSecurityPolicy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "connect-src 'self'",
    "img-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
].joined(separator: "; ")

private let resourcePolicy = fieldName("Cross-Origin-Resource-Policy")
