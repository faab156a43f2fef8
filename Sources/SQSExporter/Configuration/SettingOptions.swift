import ArgumentParser

/// The settings as command-line options; one that is given wins over its environment variable.
struct SettingOptions: ParsableArguments {
    @Option(name: .customLong("sqs-queue-name"), help: .setting(.queueName))
    var queueName: String?
    @Option(name: .customLong("dlq-queue-name"), help: .setting(.deadLetterQueueName))
    var deadLetterQueueName: String?
    @Option(name: .customLong("sqs-create-queues"), help: .setting(.createQueues))
    var createQueues: String?
    @Option(name: .customLong("sqs-visibility-timeout"), help: .setting(.visibilityTimeout))
    var visibilityTimeout: String?
    @Option(name: .customLong("sqs-max-receive-count"), help: .setting(.maxReceiveCount))
    var maxReceiveCount: String?
    @Option(name: .customLong("max-messages-per-batch"), help: .setting(.messagesPerReceive))
    var messagesPerReceive: String?
    @Option(name: .customLong("max-messages-in-flight"), help: .setting(.messagesInFlightMax))
    var messagesInFlightMax: String?
    @Option(name: .customLong("sqs-wait-time-seconds"), help: .setting(.waitTime))
    var waitTime: String?
    @Option(name: .customLong("sqs-receive-loops-max"), help: .setting(.receiveLoopsMax))
    var receiveLoopsMax: String?
    @Option(name: .customLong("sqs-monitor-interval-seconds"), help: .setting(.monitorInterval))
    var monitorInterval: String?
    @Option(name: .customLong("invalid-message-policy"), help: .setting(.invalidMessagePolicy))
    var invalidMessagePolicy: String?
    @Option(name: .customLong("event-id-field"), help: .setting(.eventIDField))
    var eventIDField: String?
    @Option(name: .customLong("event-types"), help: .setting(.eventTypes))
    var eventTypes: String?
    @Option(name: .customLong("max-event-types"), help: .setting(.eventTypesMax))
    var eventTypesMax: String?
    @Option(name: .customLong("event-type-ttl"), help: .setting(.eventTypeTTL))
    var eventTypeTTL: String?
    @Option(name: .customLong("event-value-buckets"), help: .setting(.eventValueBuckets))
    var eventValueBuckets: String?
    @Option(name: .customLong("ledger-url"), help: .setting(.ledgerURL))
    var ledgerURL: String?
    @Option(name: .customLong("ledger-ca-file"), help: .setting(.ledgerCAFile))
    var ledgerCAFile: String?
    @Option(name: .customLong("replica-id"), help: .setting(.replicaID))
    var replicaID: String?
    @Option(name: .customLong("deduplication-window-seconds"), help: .setting(.deduplicationWindow))
    var deduplicationWindow: String?
    @Option(name: .customLong("listen-address"), help: .setting(.listenAddress))
    var listenAddress: String?
    @Option(name: .customLong("web-max-requests"), help: .setting(.maxRequests))
    var maxRequests: String?
    @Option(name: .customLong("web-config-file"), help: .setting(.webConfigFile))
    var webConfigFile: String?
    @Option(name: .customLong("liveness-timeout-seconds"), help: .setting(.livenessTimeout))
    var livenessTimeout: String?
    @Option(name: .customLong("shutdown-timeout-seconds"), help: .setting(.shutdownTimeout))
    var shutdownTimeout: String?
    @Option(name: .customLong("log-level"), help: .setting(.logLevel))
    var logLevel: String?
    @Option(name: .customLong("log-format"), help: .setting(.logFormat))
    var logFormat: String?

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
            .listenAddress: listenAddress,
            .maxRequests: maxRequests,
            .webConfigFile: webConfigFile,
            .livenessTimeout: livenessTimeout,
            .shutdownTimeout: shutdownTimeout,
            .logLevel: logLevel,
            .logFormat: logFormat,
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
