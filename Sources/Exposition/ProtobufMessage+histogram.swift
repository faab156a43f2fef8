import Instruments

extension ProtobufMessage {
    /// The fields of a `Histogram`: the classic buckets, and the native ones beside them where there are.
    ///
    /// Prometheus takes the ones or the others, as it is told ("Native Histograms", prometheus.io).
    mutating func append(_ reading: HistogramReading, createdSeconds: Double) {
        append(1, uint64: reading.count)
        append(2, double: reading.sum)
        for index in 0...reading.upperBounds.count {
            let isLast = index == reading.upperBounds.count
            append(3) { bucket in
                bucket.append(1, uint64: isLast ? reading.count : reading.cumulativeCounts[index])
                bucket.append(2, double: isLast ? .infinity : reading.upperBounds[index])
                if !reading.exemplars.isEmpty { bucket.append(3, exemplar: reading.exemplars[index]) }
            }
        }
        if let native = reading.native {
            append(native)
            for exemplar in reading.exemplars { append(16, exemplar: exemplar) }
        }
        append(15, timestampSeconds: createdSeconds)
    }

    private mutating func append(_ native: NativeBuckets) {
        append(5, sint32: native.schema)
        append(6, double: NativeBuckets.zeroThreshold)
        append(7, uint64: native.zeroCount)
        append(native.negative, spans: 9, deltas: 10)
        append(native.positive, spans: 12, deltas: 13)
        // Without any span it would pass for a classic histogram.
        if native.positive.indexes.isEmpty, native.negative.indexes.isEmpty {
            append(12) { span in
                span.append(1, sint32: 0)
                span.append(2, uint64: 0)
            }
        }
    }

    /// Runs of neighbouring buckets, and each bucket's count as the difference to the one before.
    private mutating func append(_ side: NativeBuckets.Side, spans: Int, deltas: Int) {
        var runs: [(offset: Int, length: Int)] = []
        var next = 0
        for index in side.indexes.map(Int.init) {
            if index == next, !runs.isEmpty {
                runs[runs.count - 1].length += 1
            } else {
                runs.append((offset: index - next, length: 1))
            }
            next = index + 1
        }
        for run in runs {
            append(spans) { span in
                span.append(1, sint32: run.offset)
                span.append(2, uint64: UInt64(run.length))
            }
        }
        let counts = side.counts
        append(
            deltas,
            sint64s: counts.indices.lazy.map { index in
                Int64(clamping: counts[index]) - (index > 0 ? Int64(clamping: counts[index - 1]) : 0)
            }
        )
    }

    private mutating func append(_ field: Int, exemplar: Exemplar?) {
        guard let exemplar, ExemplarText.isAllowed(exemplar) else { return }
        append(field) { message in
            message.append(1) { pair in
                pair.append(1, string: exemplar.origin.labelName)
                pair.append(2, string: exemplar.origin.labelValue)
            }
            message.append(2, double: exemplar.value)
            message.append(3, timestampSeconds: exemplar.timestampSeconds)
        }
    }
}
