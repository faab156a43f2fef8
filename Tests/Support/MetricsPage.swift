/// The samples of a page in Prometheus's text format, as far as our own label values go: none holds a comma or a quote.
package struct MetricsPage: Sendable {
    package struct Sample: Sendable {
        package let name: String
        package let labels: [String: String]
        package let value: Double
    }

    package let samples: [Sample]

    package init(_ text: String) {
        samples = text.split(separator: "\n").filter { !$0.hasPrefix("#") }.compactMap(Sample.init)
    }

    /// The sum of all samples that have a name and these labels beside others; nil where there is none.
    package func sum(_ name: String, _ labels: [String: String] = [:]) -> Double? {
        let found = samples.filter { sample in
            sample.name == name && labels.allSatisfy { sample.labels[$0.key] == $0.value }
        }
        return found.isEmpty ? nil : found.reduce(0) { $0 + $1.value }
    }

    /// The values of a name by one label; others are added up.
    package func values(_ name: String, by label: String) -> [String: Double] {
        samples.filter { $0.name == name }.reduce(into: [:]) { values, sample in
            values[sample.labels[label] ?? "", default: 0] += sample.value
        }
    }
}

extension MetricsPage.Sample {
    fileprivate init?(_ line: Substring) {
        guard let space = line.lastIndex(of: " "), let value = Double(line[line.index(after: space)...]) else {
            return nil
        }
        let series = line[..<space]
        self.value = value
        name = String(series.prefix { $0 != "{" })
        labels = series.dropFirst(name.count + 1).dropLast().split(separator: ",").reduce(into: [:]) { labels, pair in
            let parts = pair.split(separator: "=", maxSplits: 1)
            if parts.count == 2 { labels[String(parts[0])] = String(parts[1].dropFirst().dropLast()) }
        }
    }
}
