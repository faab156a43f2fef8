import Instruments

/// A family as a `MetricFamily` behind its length (`io/prometheus/client/metrics.proto` of prometheus/client_model,
/// whose numbers the fields have).
///
/// The length has to be known before the first series is sent, so each is gone through twice, the first time only to be
/// counted: to keep them would take as much memory as the page.
struct ProtobufFamily: FamilyEncoder {
    let header: [UInt8]
    private let family: FamilySnapshot
    /// How many bytes each series takes.
    private let sizes: [UInt32]

    init(_ family: FamilySnapshot) {
        self.family = family
        let description = family.description
        var head = ProtobufMessage()
        head.append(1, string: description.name)
        head.append(2, string: description.help)
        head.append(3, uint64: description.type.protobufNumber)
        if let unit = description.unit { head.append(5, string: unit) }
        var series = ProtobufMessage()
        sizes = (0..<family.points.count).map { row in
            series.removeAll()
            series.append(row, of: family)
            return UInt32(series.bytes.count)
        }
        let length = sizes.reduce(head.bytes.count) { $0 + Int($1) }
        var header: [UInt8] = []
        header.append(varint: UInt64(length))
        self.header = header + head.bytes
    }

    var count: Int { sizes.count }

    func bound(of row: Int) -> Int { Int(sizes[row]) }

    func write(_ row: Int, to chunk: inout OutputSpan<UInt8>) {
        var series = ProtobufMessage(capacity: bound(of: row))
        series.append(row, of: family)
        chunk.append(copying: series.bytes.span)
    }
}

extension ProtobufMessage {
    /// A `Metric`, as the family's field 4.
    fileprivate mutating func append(_ row: Int, of family: FamilySnapshot) {
        append(4) { metric in
            switch family.points {
            case .counters(let series):
                metric.append(labels: series.labels, of: row)
                metric.append(3) { counter in
                    counter.append(1, double: series.values[row])
                    counter.append(3, timestampSeconds: Double(series.createdSeconds[row]))
                }
            case .gauges(let series):
                metric.append(labels: series.labels, of: row)
                metric.append(2) { $0.append(1, double: series.values[row]) }
            case .histograms(let series):
                metric.append(labels: series.labels, of: row)
                metric.append(7) { $0.append(series.values[row], createdSeconds: Double(series.createdSeconds[row])) }
            }
        }
    }

    private mutating func append(labels: LabelTexts, of row: Int) {
        labels.forEachValue(of: row) { name, value in
            append(1) { pair in
                pair.append(1, string: name)
                pair.append(2, bytes: value)
            }
        }
    }

    /// A `google.protobuf.Timestamp`; none where it is not known.
    mutating func append(_ field: Int, timestampSeconds seconds: Double) {
        guard seconds > 0, let whole = UInt64(exactly: seconds.rounded(.down)) else { return }
        append(field) { timestamp in
            timestamp.append(1, uint64: whole)
            timestamp.append(2, uint64: UInt64((seconds - Double(whole)) * 1e9))
        }
    }
}

extension FamilyDescription.MetricType {
    fileprivate var protobufNumber: UInt64 {
        switch self {
        case .counter: 0
        case .gauge: 1
        case .histogram: 4
        }
    }
}
