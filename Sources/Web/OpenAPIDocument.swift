import JSON

/// The description of our paths at `/openapi.json`: `Pages/openapi.json` with the program's version in it.
struct OpenAPIDocument {
    let bytes: [UInt8]

    /// Puts the version where the file has `"VERSION"`.
    init(version: String) {
        var writer = JSONWriter()
        writer.string(version)
        bytes = PackageResources.openapi_json.replacing(Array(#""VERSION""#.utf8), with: writer.bytes)
    }
}
