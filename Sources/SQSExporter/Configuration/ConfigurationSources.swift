import Files

/// Where settings come from: the command line and the environment as they were at the start, and a file as it is now.
struct ConfigurationSources: Sendable {
    var options: [Setting: String] = [:]
    var environment: [String: String]

    /// Reads and validates everything, the file included.
    ///
    /// - Throws: ``ConfigurationError`` with every mistake there is; those in the form of the file come alone.
    func read() async throws(ConfigurationError) -> ExporterConfiguration {
        try await ExporterConfiguration(options: options, environment: environment, file: file())
    }

    /// The settings as they are written, for who needs few of them.
    func reader() async throws(ConfigurationError) -> SettingReader {
        SettingReader(options: options, environment: environment, file: try await file())
    }

    private func file() async throws(ConfigurationError) -> ConfigurationFile? {
        guard let path = SettingReader(options: options, environment: environment).text(.configFile) else { return nil }
        let bytes: [UInt8]
        do throws(RegularFile.Unreadable) {
            bytes = try await RegularFile(path: path).read()
        } catch {
            throw ConfigurationError(mistakes: ["\(Setting.configFile.rawValue): \(path) \(error)"])
        }
        return try ConfigurationFile(bytes, path: path)
    }
}
