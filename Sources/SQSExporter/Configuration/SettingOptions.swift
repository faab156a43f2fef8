import ArgumentParser

/// The settings as command-line options; one that is given wins over its environment variable.
struct SettingOptions: ParsableArguments {
    @Option(name: .setting(.queueName), help: .setting(.queueName))
    var queueName: String?
    @Option(name: .setting(.deadLetterQueueName), help: .setting(.deadLetterQueueName))
    var deadLetterQueueName: String?
    @Option(name: .setting(.createQueues), help: .setting(.createQueues))
    var createQueues: String?
    @Option(name: .setting(.visibilityTimeout), help: .setting(.visibilityTimeout))
    var visibilityTimeout: String?
    @Option(name: .setting(.maxReceiveCount), help: .setting(.maxReceiveCount))
    var maxReceiveCount: String?
    @Option(name: .setting(.messagesPerReceive), help: .setting(.messagesPerReceive))
    var messagesPerReceive: String?
    @Option(name: .setting(.messagesInFlightMax), help: .setting(.messagesInFlightMax))
    var messagesInFlightMax: String?
    @Option(name: .setting(.waitTime), help: .setting(.waitTime))
    var waitTime: String?
    @Option(name: .setting(.receiveLoopsMax), help: .setting(.receiveLoopsMax))
    var receiveLoopsMax: String?
    @Option(name: .setting(.monitorInterval), help: .setting(.monitorInterval))
    var monitorInterval: String?
    @Option(name: .setting(.invalidMessagePolicy), help: .setting(.invalidMessagePolicy))
    var invalidMessagePolicy: String?
    @Option(name: .setting(.eventIDField), help: .setting(.eventIDField))
    var eventIDField: String?
    @Option(name: .setting(.eventTypes), help: .setting(.eventTypes))
    var eventTypes: String?
    @Option(name: .setting(.eventTypesMax), help: .setting(.eventTypesMax))
    var eventTypesMax: String?
    @Option(name: .setting(.eventTypeTTL), help: .setting(.eventTypeTTL))
    var eventTypeTTL: String?
    @Option(name: .setting(.eventValueBuckets), help: .setting(.eventValueBuckets))
    var eventValueBuckets: String?
    @Option(name: .setting(.ledgerURL), help: .setting(.ledgerURL))
    var ledgerURL: String?
    @Option(name: .setting(.ledgerCAFile), help: .setting(.ledgerCAFile))
    var ledgerCAFile: String?
    @Option(name: .setting(.replicaID), help: .setting(.replicaID))
    var replicaID: String?
    @Option(name: .setting(.deduplicationWindow), help: .setting(.deduplicationWindow))
    var deduplicationWindow: String?
    @Option(name: .setting(.listenAddress), help: .setting(.listenAddress))
    var listenAddresses: [String] = []
    @Option(name: .setting(.systemdSocket), help: .setting(.systemdSocket))
    var systemdSocket: String?
    @Option(name: .setting(.maxRequests), help: .setting(.maxRequests))
    var maxRequests: String?
    @Option(name: .setting(.webConfigFile), help: .setting(.webConfigFile))
    var webConfigFile: String?
    @Option(name: .setting(.telemetryPath), help: .setting(.telemetryPath))
    var telemetryPath: String?
    @Option(name: .setting(.enableLifecycle), help: .setting(.enableLifecycle))
    var enableLifecycle: String?
    @Option(name: .setting(.disableExporterMetrics), help: .setting(.disableExporterMetrics))
    var disableExporterMetrics: String?
    @Option(name: .setting(.createdSamples), help: .setting(.createdSamples))
    var createdSamples: String?
    @Option(name: .setting(.livenessTimeout), help: .setting(.livenessTimeout))
    var livenessTimeout: String?
    @Option(name: .setting(.shutdownTimeout), help: .setting(.shutdownTimeout))
    var shutdownTimeout: String?
    @Option(name: .setting(.logLevel), help: .setting(.logLevel))
    var logLevel: String?
    @Option(name: .setting(.logFormat), help: .setting(.logFormat))
    var logFormat: String?
    @Option(name: .setting(.configFile), help: .setting(.configFile))
    var configFile: String?

    /// The options that were given.
    var values: [Setting: String] {
        let all: [Setting: String?] = [
            .queueName: queueName,
            .deadLetterQueueName: deadLetterQueueName,
            .createQueues: createQueues,
            .visibilityTimeout: visibilityTimeout,
            .maxReceiveCount: maxReceiveCount,
            .messagesPerReceive: messagesPerReceive,
            .messagesInFlightMax: messagesInFlightMax,
            .waitTime: waitTime,
            .receiveLoopsMax: receiveLoopsMax,
            .monitorInterval: monitorInterval,
            .invalidMessagePolicy: invalidMessagePolicy,
            .eventIDField: eventIDField,
            .eventTypes: eventTypes,
            .eventTypesMax: eventTypesMax,
            .eventTypeTTL: eventTypeTTL,
            .eventValueBuckets: eventValueBuckets,
            .ledgerURL: ledgerURL,
            .ledgerCAFile: ledgerCAFile,
            .replicaID: replicaID,
            .deduplicationWindow: deduplicationWindow,
            .maxRequests: maxRequests,
            .webConfigFile: webConfigFile,
            .listenAddress: listenAddresses.isEmpty ? nil : listenAddresses.joined(separator: ","),
            .systemdSocket: systemdSocket,
            .telemetryPath: telemetryPath,
            .enableLifecycle: enableLifecycle,
            .disableExporterMetrics: disableExporterMetrics,
            .createdSamples: createdSamples,
            .livenessTimeout: livenessTimeout,
            .shutdownTimeout: shutdownTimeout,
            .logLevel: logLevel,
            .logFormat: logFormat,
            .configFile: configFile,
        ]
        return all.compactMapValues { $0 }
    }
}

extension ArgumentHelp {
    /// The setting's line, its variable and its default.
    fileprivate static func setting(_ setting: Setting) -> ArgumentHelp {
        let fallback = setting.defaultValue.map { ", default \($0)" } ?? ""
        return ArgumentHelp("\(setting.help) (env \(setting.rawValue)\(fallback))", valueName: "value")
    }
}
