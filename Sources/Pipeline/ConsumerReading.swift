import Instruments

/// What the consumer's instruments say at one moment; the instruments themselves stay with those who count.
package struct ConsumerReading: Sendable, Equatable {
    /// Messages received, redeliveries included.
    package let received: Int
    /// Of those, received before.
    package let redelivered: Int
    /// Of those, counted or rejected before.
    package let duplicate: Int
    /// Messages whose event was counted.
    package let counted: Int
    /// Messages that were no event, by reason; no reason has 0.
    package let rejectedByReason: [String: Int]
    /// Invalid messages sent to the dead-letter queue.
    package let deadLettered: Int
    /// Messages not settled on their last allowed receive.
    package let exhausted: Int
    /// Messages deleted.
    package let deleted: Int
    /// Deletions that failed for good.
    package let deleteFailures: Int
    /// Messages in hand.
    package let inFlight: Int
    /// Receive loops that run.
    package let receiveLoops: Int
    /// When a receive last succeeded, in seconds since 1970; nil before the first.
    package let lastReceiveSeconds: Double?
}

extension ConsumerMetrics {
    /// The instruments' values now, each read for itself.
    package var reading: ConsumerReading {
        ConsumerReading(
            received: Int(received.value),
            redelivered: Int(redelivered.value),
            duplicate: Int(duplicate.value),
            counted: Int(counted.value),
            rejectedByReason: rejected.mapValues { Int($0.value) }.filter { $0.value > 0 },
            deadLettered: Int(deadLettered.value),
            exhausted: Int(exhausted.value),
            deleted: Int(deleted.value),
            deleteFailures: Int(deleteFailures.value),
            inFlight: Int(inFlight.value),
            receiveLoops: Int(receiveLoops.value),
            lastReceiveSeconds: lastSuccessfulReceive.value == 0 ? nil : lastSuccessfulReceive.value
        )
    }
}
