import Ledger
import Pipeline
import Web

extension ExporterStatus.Messages {
    init(_ reading: ConsumerReading) {
        self.init()
        received = reading.received
        redelivered = reading.redelivered
        duplicate = reading.duplicate
        counted = reading.counted
        rejectedByReason = reading.rejectedByReason
        deadLettered = reading.deadLettered
        exhausted = reading.exhausted
        deleted = reading.deleted
        deleteFailures = reading.deleteFailures
        inFlight = reading.inFlight
    }
}

extension ExporterStatus.Queue {
    init(_ reading: QueueReading) {
        self.init(name: reading.queue, role: reading.isDeadLetter ? .deadLetter : .source)
        depth = reading.depth.map { Depth(visible: $0.visible, notVisible: $0.notVisible, delayed: $0.delayed) }
        isUp = reading.isUp
        readAtSeconds = reading.readSeconds
        nonemptySinceSeconds = reading.nonemptySinceSeconds
    }
}

extension ExporterStatus.Ledger {
    init(_ reading: LedgerReading) {
        self.init()
        remembered = reading.remembered
        commits = reading.commits
        errors = reading.errors
        lastCommitAtSeconds = reading.lastCommitSeconds
    }
}
