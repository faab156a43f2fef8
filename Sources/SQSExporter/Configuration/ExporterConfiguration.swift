import AWS
import Events
import Logging
import Pipeline
import SQS

/// What `serve` needs to know; once one exists, nothing in it can be wrong.
struct ExporterConfiguration {
    var consumer: ConsumerSettings
    var connection: ConnectionConfiguration
    var web: WebFaceConfiguration
    var livenessTimeoutSeconds: Double
    var ledger: LedgerConfiguration
    /// Sabotage, for the test suite alone.
    var faults: [Fault]
    var log: LogConfiguration
    /// The settings as they were read, for a reload to see which have changed.
    var texts: [Setting: String]

    /// Reads and validates everything.
    ///
    /// - Throws: ``ConfigurationError`` with every mistake there is.
    init(
        options: [Setting: String] = [:],
        environment: [String: String],
        file: ConfigurationFile? = nil
    ) async throws(ConfigurationError) {
        var reader = SettingReader(options: options, environment: environment, file: file)
        let consumer = ConsumerSettings(noting: &reader)
        let web = await WebFaceConfiguration(noting: &reader)
        livenessTimeoutSeconds = Double(reader.integer(.livenessTimeout, in: 30...86_400))
        let ledger = LedgerConfiguration(
            noting: &reader,
            visibilityTimeoutSeconds: consumer?.visibilityTimeoutSeconds ?? 0
        )
        faults = Fault.all(in: environment[Fault.variable])
        log = LogConfiguration(reading: &reader)
        let connection = await ConnectionConfiguration(
            noting: &reader,
            environment: environment,
            receiveLoops: consumer?.receiveLoopsMax ?? 1
        )
        guard let connection, let consumer, let ledger, let web, reader.mistakes.isEmpty else {
            throw ConfigurationError(mistakes: reader.mistakes)
        }
        self.connection = connection
        self.consumer = consumer
        self.ledger = ledger
        self.web = web
        texts = reader.texts
    }
}

extension ConsumerSettings {
    /// Nil without a name that a queue can have; the other settings are checked all the same.
    fileprivate init?(noting mistakes: inout SettingReader) {
        let name = mistakes.queueName(.queueName)
        guard let placeholder = name ?? (try? QueueName("unnamed")) else { return nil }
        self.init(queueName: placeholder)
        deadLetterQueueName = mistakes.queueName(.deadLetterQueueName)
        if deadLetterQueueName == queueName {
            mistakes.note(.deadLetterQueueName, "is the main queue itself: name another queue, or unset it")
        }
        createsQueues = mistakes.flag(.createQueues)
        if createsQueues, deadLetterQueueName == nil, defaultDeadLetterQueueName == nil {
            mistakes.note(.queueName, "leaves no room for -dlq behind it: name the queue to create with DLQ_QUEUE_NAME")
        }
        visibilityTimeoutSeconds = mistakes.integer(.visibilityTimeout, in: 1...43_200)
        maxReceiveCount = mistakes.integer(.maxReceiveCount, in: 1...1000)
        messagesPerReceive = mistakes.integer(.messagesPerReceive, in: 1...10)
        // A loop takes room for a full receive.
        messagesInFlightMax = mistakes.integer(.messagesInFlightMax, in: messagesPerReceive...100_000)
        waitSeconds = mistakes.integer(.waitTime, in: 0...20)
        receiveLoopsMax = mistakes.integer(.receiveLoopsMax, in: 1...256)
        monitorInterval = .seconds(mistakes.integer(.monitorInterval, in: 1...3600))
        invalidMessagePolicy = mistakes.choice(.invalidMessagePolicy) ?? .deadLetter
        eventIDField = mistakes.eventIDField()
        events = EventSettings(noting: &mistakes)
        shutdownTimeout = .seconds(mistakes.integer(.shutdownTimeout, in: 1...3600))
        if name == nil { return nil }
    }
}

extension SettingReader {
    /// Nil when the setting is unset, and when it is no name of a standard queue, which is noted.
    fileprivate mutating func queueName(_ setting: Setting) -> QueueName? {
        guard let text = text(setting) else { return nil }
        do throws(InvalidQueueName) {
            let name = try QueueName(text)
            guard name.isFIFO else { return name }
            note(setting, "is \"\(text)\", a FIFO queue: only standard queues are supported")
        } catch {
            note(setting, "\(error)")
        }
        return nil
    }

    /// Nil when the setting is unset, and when it is no pointer, which is noted.
    fileprivate mutating func eventIDField() -> JSONPointer? {
        guard let text = text(.eventIDField) else { return nil }
        do throws(JSONPointerError) {
            return try JSONPointer(text)
        } catch {
            note(.eventIDField, "is \"\(text)\": \(error)")
            return nil
        }
    }
}
