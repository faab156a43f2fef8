/// Every setting of our own, under the name of its environment variable; the one list that help, README and tests
/// share.
enum Setting: String, CaseIterable {
    case queueName = "SQS_QUEUE_NAME"
    case deadLetterQueueName = "DLQ_QUEUE_NAME"
    case createQueues = "SQS_CREATE_QUEUES"
    case visibilityTimeout = "SQS_VISIBILITY_TIMEOUT"
    case maxReceiveCount = "SQS_MAX_RECEIVE_COUNT"
    case messagesPerReceive = "MAX_MESSAGES_PER_BATCH"
    case messagesInFlightMax = "MAX_MESSAGES_IN_FLIGHT"
    case waitTime = "SQS_WAIT_TIME_SECONDS"
    case receiveLoopsMax = "SQS_RECEIVE_LOOPS_MAX"
    case monitorInterval = "SQS_MONITOR_INTERVAL_SECONDS"
    case invalidMessagePolicy = "INVALID_MESSAGE_POLICY"
    case eventIDField = "EVENT_ID_FIELD"
    case eventTypes = "EVENT_TYPES"
    case eventTypesMax = "MAX_EVENT_TYPES"
    case eventTypeTTL = "EVENT_TYPE_TTL"
    case eventValueBuckets = "EVENT_VALUE_BUCKETS"
    case ledgerURL = "LEDGER_URL"
    case ledgerCAFile = "LEDGER_CA_FILE"
    case replicaID = "REPLICA_ID"
    case deduplicationWindow = "DEDUPLICATION_WINDOW_SECONDS"
    case listenAddress = "LISTEN_ADDRESS"
    case maxRequests = "WEB_MAX_REQUESTS"
    case webConfigFile = "WEB_CONFIG_FILE"
    case systemdSocket = "WEB_SYSTEMD_SOCKET"
    case telemetryPath = "WEB_TELEMETRY_PATH"
    case enableLifecycle = "WEB_ENABLE_LIFECYCLE"
    case disableExporterMetrics = "WEB_DISABLE_EXPORTER_METRICS"
    case createdSamples = "OPENMETRICS_CREATED_SAMPLES"
    case livenessTimeout = "LIVENESS_TIMEOUT_SECONDS"
    case shutdownTimeout = "SHUTDOWN_TIMEOUT_SECONDS"
    case logLevel = "LOG_LEVEL"
    case logFormat = "LOG_FORMAT"
    case configFile = "CONFIG_FILE"

    /// The value when the variable is unset or empty; nil where another setting decides.
    var defaultValue: String? {
        switch self {
        case .queueName: "hands-on-interview"
        case .deadLetterQueueName: nil
        case .createQueues: "false"
        case .visibilityTimeout: "300"
        case .maxReceiveCount: "3"
        case .messagesPerReceive: "10"
        case .messagesInFlightMax: "1000"
        case .waitTime: "20"
        case .receiveLoopsMax: "8"
        case .monitorInterval: "15"
        case .invalidMessagePolicy: "dead-letter"
        case .eventIDField: nil
        case .eventTypes: nil
        case .eventTypesMax: "1000"
        case .eventTypeTTL: "0"
        case .eventValueBuckets: "0,0.5,1,2.5,5,10,25,50,100,250,500,1000,2500,5000,10000"
        case .ledgerURL: "sqlite:./sqs-exporter.sqlite"
        case .ledgerCAFile: nil
        case .replicaID: nil
        case .deduplicationWindow: "3600"
        case .listenAddress: "0.0.0.0:8080"
        case .maxRequests: "40"
        case .webConfigFile: nil
        case .systemdSocket: "false"
        case .telemetryPath: "/metrics"
        case .enableLifecycle: "false"
        case .disableExporterMetrics: "false"
        case .createdSamples: "false"
        case .livenessTimeout: "120"
        case .shutdownTimeout: "25"
        case .logLevel: "info"
        case .logFormat: "logfmt"
        case .configFile: nil
        }
    }

    /// One line for `--help`.
    var help: String {
        switch self {
        case .queueName: "The main queue."
        case .deadLetterQueueName:
            "The dead-letter queue; unset: the one the redrive policy names, else {SQS_QUEUE_NAME}-dlq."
        case .createQueues: "Create missing queues, with the redrive policy between them (true or false)."
        case .visibilityTimeout: "Seconds a received message stays hidden (1-43200)."
        case .maxReceiveCount: "Receives before SQS moves a message to the dead-letter queue (1-1000)."
        case .messagesPerReceive: "Messages per receive (1-10)."
        case .messagesInFlightMax:
            "Messages in hand at once, over all loops; at least MAX_MESSAGES_PER_BATCH (1-100000)."
        case .waitTime: "Seconds a receive waits for messages (0-20)."
        case .receiveLoopsMax: "Receives that may run at once when the queue is full (1-256)."
        case .monitorInterval: "Seconds between two readings of the queues' attributes (1-3600)."
        case .invalidMessagePolicy: "What becomes of messages that are no events: dead-letter, leave or delete."
        case .eventIDField:
            "JSON pointer to an id in the payload, /id for one; unset: SQS's message id tells events apart."
        case .eventTypes:
            "The only event types with series of their own, with commas between them; unset: every type that comes."
        case .eventTypesMax:
            "Event types with series of their own; the events of further types count as __other__ (1-1000000)."
        case .eventTypeTTL:
            "Seconds without events after which a type loses its series; 0: never (0-31536000)."
        case .eventValueBuckets:
            "Upper bounds of the histogram of values, increasing, with commas between them (1-100)."
        case .ledgerURL:
            "What is counted is kept in sqlite:PATH, redis://…, rediss://…, unix:PATH, or memory: (nowhere)."
        case .ledgerCAFile: "Certificates (PEM) that a rediss:// server is checked against; unset: the system's."
        case .replicaID: "The name of this replica among those that share a Redis ledger; unset: the host's name."
        case .deduplicationWindow: "Seconds the id of a deleted message is remembered (60-1296000)."
        case .maxRequests: "Scrapes of /metrics answered at a time, others get 503 (0-10000; 0: no limit)."
        case .webConfigFile:
            "Prometheus's web configuration file: TLS, passwords, headers, rate limit; unset: everybody is answered."
        case .listenAddress:
            "Where the web face listens, host:port; several with commas between them, or the option again."
        case .systemdSocket: "Listen on the sockets that systemd passes instead (true or false)."
        case .telemetryPath: "Where the web face shows the metrics."
        case .enableLifecycle: "Allow PUT and POST on /-/reload and /-/quit (true or false)."
        case .disableExporterMetrics:
            "Leave out the metrics about the exporter itself, process_… above all (true or false)."
        case .createdSamples: "Show in OpenMetrics when the counting of each series began (true or false)."
        case .livenessTimeout: "Seconds without a successful receive until /-/healthy answers 503 (30-86400)."
        case .shutdownTimeout: "Seconds the shutdown may take before what runs is cut off (1-3600)."
        case .logLevel: "trace, debug, info, notice, warn (or warning), error or critical."
        case .logFormat: "logfmt or json."
        case .configFile: "A YAML file of settings, sqs_queue_name: orders for one; what else is set wins over it."
        }
    }
}
