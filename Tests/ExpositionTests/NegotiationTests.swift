import Exposition
import Testing

@Suite struct NegotiationTests {
    private static let text = "text/plain; version=0.0.4; charset=utf-8"
    private static let openMetrics = "application/openmetrics-text; version=1.0.0; charset=utf-8"
    private static let protobuf =
        "application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily; encoding=delimited"

    private static let askedForProtobuf =
        "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited"

    @Test(
        arguments: [
            // What Prometheuses really send: up to 2.48, with native histograms, up to 2.55, up to 3.3, and since 3.4.
            (
                "application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1",
                openMetrics
            ),
            (
                "\(askedForProtobuf),application/openmetrics-text;version=1.0.0;q=0.8,application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1",
                protobuf
            ),
            (
                "application/openmetrics-text;version=1.0.0;q=0.5,application/openmetrics-text;version=0.0.1;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2",
                openMetrics
            ),
            (
                "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.5,application/openmetrics-text;version=0.0.1;escaping=allow-utf-8;q=0.4,text/plain;version=0.0.4;escaping=allow-utf-8;q=0.3,*/*;escaping=allow-utf-8;q=0.2",
                openMetrics + "; escaping=allow-utf-8"
            ),
            (
                "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,application/openmetrics-text;version=0.0.1;q=0.5,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2",
                openMetrics + "; escaping=allow-utf-8"
            ),
            (
                "\(askedForProtobuf);q=0.6,application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.5,application/openmetrics-text;version=0.0.1;q=0.4,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.3,text/plain;version=0.0.4;q=0.2,*/*;q=0.1",
                protobuf + "; escaping=allow-utf-8"
            ),
            // Anything will do, or nothing that we have.
            (nil, text), ("", text), ("*/*", text), ("text/*", text), ("text/html", text), ("nonsense", text),
            ("application/json, */*;q=0.1", text), ("application/openmetrics-text;version=0.0.1", text),
            ("application/openmetrics-text;version=2.0.0, text/plain;q=0.1", text), (";;,,==", text),
            ("application/vnd.google.protobuf", text),
            ("application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=text", text),
            // Weights count, and the order where they are equal.
            ("text/plain;q=0.5, application/openmetrics-text;q=0.6", openMetrics),
            ("text/plain;q=0.6, application/openmetrics-text;q=0.5", text),
            ("text/plain, application/openmetrics-text", text),
            ("application/openmetrics-text, text/plain", openMetrics),
            ("application/openmetrics-text;q=0, text/plain;q=0.1", text),
            ("application/openmetrics-text;q=2", text), ("application/openmetrics-text;q=x", text),
            // Spelling is free where RFC 9110 has it so.
            ("Application/OpenMetrics-Text ; Version=\"1.0.0\" ; Q=1", openMetrics),
            ("\tapplication/openmetrics-text;version=1.0.0\t", openMetrics),
            // Schemes are echoed, but for those that nobody knows.
            ("text/plain;version=0.0.4;escaping=values", text + "; escaping=values"),
            ("text/plain;version=0.0.4;escaping=underscores", text + "; escaping=underscores"),
            ("text/plain;version=0.0.4;escaping=dots", text + "; escaping=underscores"),
            ("text/plain;version=0.0.4;escaping=rot13", text),
        ] as [(String?, String)]
    )
    func `the best liked format is chosen, and text where none is`(accept: String?, contentType: String) {
        #expect(NegotiatedFormat(accept: accept).contentType == contentType)
    }
}
