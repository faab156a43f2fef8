import ArgumentParser

extension Setting {
    /// The option's name as the variable's implies it: `sqs-queue-name` of `SQS_QUEUE_NAME`.
    var option: String { rawValue.lowercased().replacing("_", with: "-") }

    /// What the programs around Prometheus call the same, `web.listen-address`; nil where they have nothing like it.
    ///
    /// A setting that is true or false is a flag under that name, which takes no value (``SettingFlags``).
    var conventionalName: String? {
        switch self {
        case .listenAddress: "web.listen-address"
        case .systemdSocket: "web.systemd-socket"
        case .telemetryPath: "web.telemetry-path"
        case .maxRequests: "web.max-requests"
        case .webConfigFile: "web.config.file"
        case .enableLifecycle: "web.enable-lifecycle"
        case .disableExporterMetrics: "web.disable-exporter-metrics"
        case .logLevel: "log.level"
        case .logFormat: "log.format"
        case .configFile: "config.file"
        default: nil
        }
    }

    /// Whether it is a flag under its conventional name.
    var isFlag: Bool {
        switch self {
        case .systemdSocket, .enableLifecycle, .disableExporterMetrics: true
        default: false
        }
    }
}

extension NameSpecification {
    /// The names of a setting's option; the first is the one that the usage shows.
    static func setting(_ setting: Setting) -> NameSpecification {
        let conventional = setting.isFlag ? nil : setting.conventionalName
        return NameSpecification([setting.option, conventional].compactMap { $0 }.map { .customLong($0) })
    }

    /// The one name of a setting that is a flag.
    static func flag(_ setting: Setting) -> NameSpecification {
        [.customLong(setting.conventionalName ?? setting.option)]
    }
}
