import ArgumentParser

/// Settings that are true or false as Prometheus's programs have them: `--web.enable-lifecycle`, and
/// `--no-web.enable-lifecycle` against a variable or a file that says true.
struct SettingFlags: ParsableArguments {
    @Flag(name: .flag(.systemdSocket), inversion: .prefixedNo, help: .flag(.systemdSocket))
    var systemdSocket: Bool?
    @Flag(name: .flag(.enableLifecycle), inversion: .prefixedNo, help: .flag(.enableLifecycle))
    var enableLifecycle: Bool?
    @Flag(name: .flag(.disableExporterMetrics), inversion: .prefixedNo, help: .flag(.disableExporterMetrics))
    var disableExporterMetrics: Bool?

    /// The flags that were given, as their options would have been.
    var values: [Setting: String] {
        let all: [Setting: Bool?] = [
            .systemdSocket: systemdSocket,
            .enableLifecycle: enableLifecycle,
            .disableExporterMetrics: disableExporterMetrics,
        ]
        return all.compactMapValues { $0.map { $0 ? "true" : "false" } }
    }
}

extension ArgumentHelp {
    fileprivate static func flag(_ setting: Setting) -> ArgumentHelp {
        ArgumentHelp("The same as --\(setting.option) true.")
    }
}
