extension Asset {
    /// The file, in which the links to the metrics page lead to its path.
    ///
    /// The path's characters mean themselves in HTML.
    func bytes(telemetryPath: TelemetryPath) -> [UInt8] {
        guard self == .livePage || self == .docsPage, telemetryPath != .standard else { return bytes }
        return
            bytes
            .replacing(Array(#"href="metrics""#.utf8), with: Array(#"href="\#(telemetryPath.text.dropFirst())""#.utf8))
            .replacing(Array("<code>/metrics</code>".utf8), with: Array("<code>\(telemetryPath.text)</code>".utf8))
    }
}
