/// What a parser should find on a page, told by whoever filled the registry and not by the renderer.
struct Expected: Codable {
    struct Family: Codable {
        var name: String
        var type: String
        var help: String
        var unit: String?
        var series: [Series]
    }

    struct Series: Codable {
        var labels: [String: String]
        /// A counter or gauge has one value; numbers are bit patterns in decimal, for JSON has no NaN.
        var value: String?
        var histogram: Histogram?
    }

    struct Histogram: Codable {
        var bounds: [String]
        var cumulativeCounts: [UInt64]
        var count: UInt64
        var sum: String
        /// What was observed.
        var values: [String]
        /// The label of the exemplars.
        var origin: [String: String]
    }

    var families: [Family]
}

extension Double {
    var bits: String { String(bitPattern) }
}
