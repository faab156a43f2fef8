import Web

/// Where the web face is, and what it shows and does.
struct WebFaceConfiguration {
    var listenAddresses: [ListenAddress]
    /// Whether systemd has opened the sockets, so that the addresses do not matter.
    var takesSystemdSockets: Bool
    var telemetryPath: TelemetryPath
    var enablesLifecycle: Bool
    var showsExporterMetrics: Bool
    /// Whether OpenMetrics shows when the counting of each series began.
    var showsCreatedSamples: Bool
    /// Scrapes answered at a time; 0 for as many as come.
    var maxRequests: Int
    /// Who is let in; nil for everybody.
    var gate: Gate?

    /// Nil where something is wrong, which is noted.
    init?(noting reader: inout SettingReader) async {
        let addresses = reader.listenAddresses()
        takesSystemdSockets = reader.flag(.systemdSocket)
        let path = reader.telemetryPath()
        enablesLifecycle = reader.flag(.enableLifecycle)
        showsExporterMetrics = !reader.flag(.disableExporterMetrics)
        showsCreatedSamples = reader.flag(.createdSamples)
        maxRequests = reader.integer(.maxRequests, in: 0...10_000)
        gate = await reader.gate()
        guard let addresses, let path else { return nil }
        listenAddresses = addresses
        telemetryPath = path
    }

    /// The sockets that systemd has opened, where it was asked to; none otherwise.
    func sockets(in environment: [String: String]) throws(ConfigurationError) -> [InheritedSocket] {
        guard takesSystemdSockets else { return [] }
        do throws(InheritedSocketError) {
            return try InheritedSocket.all(in: environment)
        } catch {
            throw ConfigurationError(mistakes: ["\(Setting.systemdSocket.rawValue) \(error)"])
        }
    }
}
