import FoundationEssentials
import JSON

extension ExporterStatus {
    /// Writes the status as one JSON value.
    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("version", version)
            writer.member("queue", queue)
            writer.member("started_at", atSeconds: startedAtSeconds)
            writer.key("healthy")
            writer.bool(health.isGood)
            writer.key("ready")
            writer.bool(readiness.isGood)
            writer.key("problems")
            writer.strings(problems)
            writer.key("messages")
            messages.write(to: &writer)
            writer.member("receive_loops", receiveLoops)
            writer.member("last_receive_at", atSeconds: lastReceiveAtSeconds)
            writer.key("queues")
            writer.beginArray()
            for queue in queues { queue.write(to: &writer) }
            writer.endArray()
            writer.key("ledger")
            ledger.write(to: &writer)
        }
    }

    /// What stands against health is often what stands against readiness too.
    private var problems: [String] {
        health.problems + readiness.problems.filter { !health.problems.contains($0) }
    }
}

extension ExporterStatus.Messages {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("received", received)
            writer.member("redelivered", redelivered)
            writer.member("duplicate", duplicate)
            writer.member("counted", counted)
            writer.member("rejected", rejectedByReason.values.reduce(0, +))
            writer.key("rejected_by_reason")
            writer.object { writer in
                for (reason, count) in rejectedByReason.sorted(by: { $0.key < $1.key }) {
                    writer.key(escaping: reason)
                    writer.integer(count)
                }
            }
            writer.member("dead_lettered", deadLettered)
            writer.member("exhausted", exhausted)
            writer.member("deleted", deleted)
            writer.member("delete_failures", deleteFailures)
            writer.member("inflight", inFlight)
        }
    }
}

extension ExporterStatus.Queue {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("name", name)
            writer.member("role", role.rawValue)
            writer.member("visible", depth?.visible)
            writer.member("not_visible", depth?.notVisible)
            writer.member("delayed", depth?.delayed)
            writer.key("up")
            writer.bool(isUp)
            writer.member("read_at", atSeconds: readAtSeconds)
            if role == .deadLetter { writer.member("nonempty_since", atSeconds: nonemptySinceSeconds) }
        }
    }
}

extension ExporterStatus.Ledger {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("remembered", remembered)
            writer.member("commits", commits)
            writer.member("errors", errors)
            writer.member("last_commit_at", atSeconds: lastCommitAtSeconds)
        }
    }
}

extension JSONWriter {
    fileprivate mutating func object(_ writeMembers: (inout JSONWriter) -> Void) {
        beginObject()
        writeMembers(&self)
        endObject()
    }

    fileprivate mutating func member(_ key: StaticString, _ value: String) {
        self.key(key)
        string(value)
    }

    fileprivate mutating func member(_ key: StaticString, _ value: Int?) {
        self.key(key)
        if let value { integer(value) } else { raw(Array("null".utf8)) }
    }

    /// RFC 3339 in UTC with milliseconds.
    fileprivate mutating func member(_ key: StaticString, atSeconds seconds: Double?) {
        self.key(key)
        guard let seconds else { return raw(Array("null".utf8)) }
        let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
        string(Date(timeIntervalSince1970: seconds).formatted(style))
    }
}
