import Instruments
import SQS

/// The message that an event came in, and when it was counted: what an exemplar tells.
struct EventOrigin {
    let message: Message
    /// In seconds since 1970.
    let countedAtSeconds: Double
}

extension Histogram {
    /// Counts a value of an event; the exemplar is its trace where it has one, else its message.
    func observe(_ value: Double, from origin: EventOrigin) {
        observe(value, atSeconds: origin.countedAtSeconds, from: origin.message.exemplarOrigin)
    }
}

extension Message {
    /// The trace that the message names, where an exemplar can have it; else the message itself.
    var exemplarOrigin: Exemplar.Origin {
        // A header that is none must not cost the exemplar.
        let trace = traceID.map(Exemplar.Origin.trace(id:)).flatMap { $0.isPlain ? $0 : nil }
        return trace ?? .message(id: String(decoding: id, as: UTF8.self))
    }
}
