/// The format that a client is answered in, and what its `Content-Type` says.
///
/// The best liked of those that are offered; text 0.0.4 where none is, or where anything will do: a page is better than
/// a refusal ("Content negotiation", prometheus.io).
package struct NegotiatedFormat: Sendable, Equatable {
    /// How names are written that older Prometheuses would not take ("Escaping schemes", prometheus.io).
    ///
    /// All our names are such that every scheme leaves them alone but for `dots`, which would double each underscore.
    /// Who asks for that is answered with the nearest.
    private enum Escaping: String {
        case allowUTF8 = "allow-utf-8"
        case underscores
        case values

        init?(scheme: String) {
            self.init(rawValue: scheme == "dots" ? "underscores" : scheme)
        }
    }

    /// The format itself.
    package let format: ExpositionFormat
    private let escaping: Escaping?

    /// Chooses by an `Accept` field; nil is none.
    package init(accept: String?) {
        // The best liked first, in the order given where they are liked alike.
        let ranges = WeightedElement.all(in: accept ?? "").filter { $0.weight > 0 }
            .enumerated()
            .sorted { ($1.element.weight, $0.offset) < ($0.element.weight, $1.offset) }
            .map(\.element)
        format = ranges.lazy.compactMap { Self.format($0) }.first ?? .text
        // Whoever names a scheme understands it in any format.
        let schemes: [Escaping] = ranges.compactMap { $0.parameters["escaping"].flatMap(Escaping.init(scheme:)) }
        escaping = schemes.first
    }

    /// What the `Content-Type` field says; the escaping scheme where the client asked for one.
    package var contentType: String {
        format.contentType + (escaping.map { "; escaping=\($0.rawValue)" } ?? "")
    }

    private static func format(_ range: WeightedElement) -> ExpositionFormat? {
        switch (range.value, range.parameters["version"]) {
        case ("application/openmetrics-text", nil), ("application/openmetrics-text", "1.0.0"): .openMetrics
        case ("text/plain", nil), ("text/plain", "0.0.4"): .text
        case ("application/vnd.google.protobuf", _)
        where range.parameters["proto"] == "io.prometheus.client.MetricFamily"
            && range.parameters["encoding"] == "delimited":
            .protobuf
        default: nil
        }
    }
}
