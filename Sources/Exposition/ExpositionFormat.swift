/// A format of a page of metrics.
package enum ExpositionFormat: Sendable, Hashable, CaseIterable {
    /// Prometheus's text format 0.0.4 ("Exposition formats", prometheus.io).
    case text
    /// OpenMetrics 1.0.0 as text ("OpenMetrics 1.0", prometheus.io).
    case openMetrics
    /// A length and a `MetricFamily` for each family (`io/prometheus/client/metrics.proto` of prometheus/client_model):
    /// the one format that native histograms and the times when counting began are always in.
    case protobuf

    /// What the `Content-Type` field of an answer in this format says.
    package var contentType: String {
        switch self {
        case .text: "text/plain; version=0.0.4; charset=utf-8"
        case .openMetrics: "application/openmetrics-text; version=1.0.0; charset=utf-8"
        case .protobuf:
            "application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily; encoding=delimited"
        }
    }
}
