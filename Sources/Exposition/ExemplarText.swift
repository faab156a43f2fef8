import Instruments

/// An exemplar behind its sample, as OpenMetrics writes it.
///
///     … 17 # {message_id="9f0c2a…"} 42.5 1795212000.25
enum ExemplarText {
    static func write(_ exemplar: Exemplar, to chunk: inout OutputSpan<UInt8>) {
        guard isAllowed(exemplar) else { return }
        chunk.append(copying: " # {".utf8Span.span)
        chunk.append(copying: exemplar.origin.labelName.utf8Span.span)
        chunk.append(copying: "=\"".utf8Span.span)
        chunk.append(copying: exemplar.origin.labelValue.utf8Span.span)
        chunk.append(copying: "\"} ".utf8Span.span)
        chunk.append(number: exemplar.value)
        chunk.append(UInt8(ascii: " "))
        chunk.append(number: exemplar.timestampSeconds)
    }

    /// How many bytes it takes at most.
    static func bound(_ exemplar: Exemplar) -> Int {
        exemplar.origin.labelName.utf8.count + exemplar.origin.labelValue.utf8.count
            + " # {=\"\"}  ".utf8.count + 2 * OutputSpan<UInt8>.numberBound
    }

    /// NaN is counted in the last bucket but lies in none.
    static func isAllowed(_ exemplar: Exemplar) -> Bool {
        exemplar.origin.isPlain && !exemplar.value.isNaN
    }
}
