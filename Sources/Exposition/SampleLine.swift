/// A sample's line; what is the same for every series of a family is kept as bytes.
///
///     events_total{queue="orders",event_type="purchase"} 75
///     ^^^^^^^^^^^^^^^^^^^^      ^^^^^^^^^^^^^^        ^^^
struct SampleLine {
    private let fixed: [UInt8]
    /// Where in `fixed` each label value goes.
    private let gaps: [Int]

    /// A sample by its full name; `bound` is the value of the label `le`, which comes last.
    init(_ name: String, labels: [String], bound: String? = nil) {
        var fixed = Array(name.utf8)
        var gaps: [Int] = []
        var separator = "{"
        for label in labels {
            fixed.append(contentsOf: "\(separator)\(label)=\"".utf8)
            gaps.append(fixed.count)
            separator = "\","
        }
        if let bound {
            fixed.append(contentsOf: "\(separator)le=\"\(bound)\"} ".utf8)
        } else {
            fixed.append(contentsOf: (labels.isEmpty ? " " : "\"} ").utf8)
        }
        self.fixed = fixed
        self.gaps = gaps
    }

    func append(to page: inout [UInt8], labelValues: Span<String>, value: Double) {
        appendLabels(labelValues, to: &page)
        page.append(number: value)
        page.append(UInt8(ascii: "\n"))
    }

    func append(to page: inout [UInt8], labelValues: Span<String>, count: UInt64) {
        appendLabels(labelValues, to: &page)
        page.append(digitsOf: count)
        page.append(UInt8(ascii: "\n"))
    }

    private func appendLabels(_ values: Span<String>, to page: inout [UInt8]) {
        let fixed = fixed.span
        var start = 0
        for index in gaps.indices {
            let gap = gaps[index]
            page.append(copying: fixed.extracting(start..<gap))
            page.append(labelValue: values[index])
            start = gap
        }
        page.append(copying: fixed.extracting(start...))
    }
}
