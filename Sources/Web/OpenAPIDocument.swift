import JSON

/// The description of our paths at `/openapi.json`: `Pages/openapi.json` with the program's version in it, and the path
/// of the metrics page.
struct OpenAPIDocument {
    let bytes: [UInt8]

    /// Puts the version where the file has `"VERSION"`, and the path where it has `"/metrics"`.
    init(version: String, telemetryPath: TelemetryPath = .standard) {
        var writer = JSONWriter()
        writer.string(version)
        bytes = PackageResources.openapi_json.replacing(Array(#""VERSION""#.utf8), with: writer.bytes)
            // The path's characters mean themselves in JSON.
            .replacing(Array(#""/metrics""#.utf8), with: Array(#""\#(telemetryPath.text)""#.utf8))
    }
}
