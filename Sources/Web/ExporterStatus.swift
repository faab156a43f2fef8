/// The exporter's condition in one value, for the live page and whoever else asks often.
///
/// As JSON, at `/status`, without the spaces; a time that has not come yet is `null`, as are the depths of a queue that
/// has not been read, and `nonempty_since` belongs to the dead-letter queue alone:
///
///     {"version":"0.1.0","queue":"orders","started_at":"2026-11-20T22:00:00.000Z",
///      "healthy":true,"ready":true,"problems":[],
///      "messages":{"received":83,"redelivered":2,"duplicate":2,"counted":75,
///                  "rejected":5,"rejected_by_reason":{"missing_value":1,"not_json":4},
///                  "dead_lettered":5,"exhausted":0,"deleted":82,"delete_failures":0,"inflight":1},
///      "receive_loops":1,"last_receive_at":"2026-11-20T22:05:10.250Z",
///      "queues":[{"name":"orders","role":"source","visible":0,"not_visible":1,"delayed":0,
///                 "up":true,"read_at":"2026-11-20T22:05:00.125Z"},
///                {"name":"orders-dlq","role":"dead_letter","visible":5,"not_visible":0,"delayed":0,
///                 "up":true,"read_at":"2026-11-20T22:05:00.125Z","nonempty_since":"2026-11-20T22:01:45.125Z"}],
///      "ledger":{"remembered":81,"commits":40,"errors":0,"last_commit_at":"2026-11-20T22:05:10.262Z"}}
package struct ExporterStatus: Sendable, Equatable {
    /// The program's.
    package var version: String
    /// The main queue's name, as configured.
    package var queue: String
    /// When the process started, in seconds since 1970, as all times here.
    package var startedAtSeconds: Double
    /// Whether the program does its work.
    package var health = HealthReport.good
    /// Whether it consumes right now.
    package var readiness = HealthReport.good
    /// What happened to messages since the start.
    package var messages = Messages()
    /// Receive loops that run.
    package var receiveLoops = 0
    /// When a receive last succeeded; nil before the first.
    package var lastReceiveAtSeconds: Double?
    /// The main queue and its dead-letter queue, as far as they have been found.
    package var queues: [Queue] = []
    /// The memory of what has been counted.
    package var ledger = Ledger()

    /// The status of a program that has done nothing yet.
    package init(version: String, queue: String, startedAtSeconds: Double) {
        self.version = version
        self.queue = queue
        self.startedAtSeconds = startedAtSeconds
    }

    /// What happened to messages; the names are those of the metrics `sqs_consumer_messages_…`.
    package struct Messages: Sendable, Equatable {
        /// Redeliveries included.
        package var received = 0
        /// Of the received, those received before.
        package var redelivered = 0
        /// Of the received, those counted or rejected before.
        package var duplicate = 0
        /// Those whose event was counted.
        package var counted = 0
        /// Those that were no event, by what was wrong with them; no reason has 0.
        package var rejectedByReason: [String: Int] = [:]
        /// Invalid ones sent to the dead-letter queue.
        package var deadLettered = 0
        /// Those not settled on their last allowed receive.
        package var exhausted = 0
        /// Those deleted from the main queue.
        package var deleted = 0
        /// Deletions that failed for good.
        package var deleteFailures = 0
        /// Those in hand now.
        package var inFlight = 0

        /// None of any kind.
        package init() {}
    }

    /// One queue, as SQS last described it.
    package struct Queue: Sendable, Equatable {
        /// What the queue is to the exporter.
        package enum Role: String, Sendable {
            case source
            case deadLetter = "dead_letter"
        }

        /// Messages by what they wait for.
        package struct Depth: Sendable, Equatable {
            /// For a receive.
            package var visible: Int
            /// For whoever has received them.
            package var notVisible: Int
            /// For the end of their delay.
            package var delayed: Int

            /// A depth by what the messages wait for.
            package init(visible: Int, notVisible: Int, delayed: Int) {
                self.visible = visible
                self.notVisible = notVisible
                self.delayed = delayed
            }
        }

        /// Its name, never its URL, which holds the account's number.
        package var name: String
        /// What it is to the exporter.
        package var role: Role
        /// Nil before the first reading.
        package var depth: Depth?
        /// Whether the last reading succeeded.
        package var isUp = false
        /// When it was last read; nil before the first reading.
        package var readAtSeconds: Double?
        /// Since when the dead-letter queue has been seen with messages; nil while it is empty.
        package var nonemptySinceSeconds: Double?

        /// A queue that has been found and not been read.
        package init(name: String, role: Role) {
            self.name = name
            self.role = role
        }
    }

    /// The ledger, as far as this process knows it.
    package struct Ledger: Sendable, Equatable {
        /// Messages whose ids it remembers.
        package var remembered = 0
        /// Commits since the start.
        package var commits = 0
        /// Operations that failed since the start.
        package var errors = 0
        /// When it last took a commit; nil before the first.
        package var lastCommitAtSeconds: Double?

        /// A ledger that nothing was asked of yet.
        package init() {}
    }
}
