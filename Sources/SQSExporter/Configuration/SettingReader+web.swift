import Web

extension SettingReader {
    /// Where to listen, in the order written; nil when one is no address or is there twice, which is noted.
    mutating func listenAddresses() -> [ListenAddress]? {
        var addresses: [ListenAddress] = []
        for text in (text(.listenAddress) ?? "").split(separator: ",", omittingEmptySubsequences: false) {
            do throws(ListenAddressError) {
                let address = try ListenAddress(text.trimmed)
                // Port 0 is another free one each time.
                guard address.port == 0 || !addresses.contains(address) else {
                    note(.listenAddress, "has \(address) twice: leave one out")
                    return nil
                }
                addresses.append(address)
            } catch {
                note(.listenAddress, "is no address: \(error)")
                return nil
            }
        }
        return addresses
    }

    /// Nil when the setting is unset, and when something in the file is wrong, which is noted.
    mutating func gate() async -> Gate? {
        guard let path = text(.webConfigFile) else { return nil }
        do throws(WebConfigurationError) {
            return try await Gate(file: path)
        } catch {
            for mistake in error.mistakes { note(.webConfigFile, mistake) }
            return nil
        }
    }

    /// Nil when it is no path for the metrics page, which is noted.
    mutating func telemetryPath() -> TelemetryPath? {
        do throws(TelemetryPathError) {
            return try TelemetryPath(text(.telemetryPath) ?? "")
        } catch {
            note(.telemetryPath, "is no path of a page: \(error)")
            return nil
        }
    }
}

extension Substring {
    /// Without the spaces around it.
    var trimmed: String {
        var text = self
        while text.first == " " { text.removeFirst() }
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
