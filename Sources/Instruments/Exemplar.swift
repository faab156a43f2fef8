/// One observation of a bucket, with what leads to where it came from.
///
///     event_value_bucket{queue="orders",event_type="purchase",le="50.0"} 17 # {message_id="9f0c…"} 42.5 1795212000.25
package struct Exemplar: Sendable, Equatable {
    /// Where an observation came from; the case is the name of the exemplar's label.
    package enum Origin: Sendable, Equatable {
        /// The id that SQS gave a message.
        case message(id: String)
        /// The trace that a message belongs to, as the `Root` of its `AWSTraceHeader` names it.
        case trace(id: String)
    }

    /// The label of an exemplar.
    package let origin: Origin
    /// What was observed; it lies in the bucket.
    package let value: Double
    /// When, in seconds since 1970.
    package let timestampSeconds: Double

    /// An exemplar of one observation.
    package init(origin: Origin, value: Double, timestampSeconds: Double) {
        self.origin = origin
        self.value = value
        self.timestampSeconds = timestampSeconds
    }
}

extension Exemplar.Origin {
    /// `message_id` or `trace_id`.
    package var labelName: String {
        switch self {
        case .message: "message_id"
        case .trace: "trace_id"
        }
    }

    /// The id itself.
    package var labelValue: String {
        switch self {
        case .message(let id), .trace(let id): id
        }
    }

    /// Whether every parser takes it.
    ///
    /// In OpenMetrics 1.0 the label has at most 128 characters with its name, and there are parsers that lose their way
    /// at an escaped quote. Ids that SQS gives are always plain.
    package var isPlain: Bool {
        !labelValue.isEmpty && labelName.utf8.count + labelValue.utf8.count <= 128
            && labelValue.utf8.allSatisfy { byte in
                0x21...0x7e ~= byte && !#""\{}"#.utf8.contains(byte)
            }
    }
}
