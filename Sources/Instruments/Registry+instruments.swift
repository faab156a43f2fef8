extension Registry {
    /// A counter without labels, exposed from now on.
    package func counter(_ name: String, help: String, unit: String? = nil) throws(RegistrationError) -> Counter {
        try counters(name, help: help, unit: unit, by: NoLabels.self)[NoLabels()]
    }

    /// A family of counters; a series is exposed once it is created.
    package func counters<Labels: LabelSet>(
        _ name: String,
        help: String,
        unit: String? = nil,
        by labels: Labels.Type
    ) throws(RegistrationError) -> Family<Labels, Counter> {
        try register(.counter, name, help, unit) { Counter() }
    }

    /// A gauge without labels, exposed from now on.
    package func gauge(_ name: String, help: String, unit: String? = nil) throws(RegistrationError) -> Gauge {
        try gauges(name, help: help, unit: unit, by: NoLabels.self)[NoLabels()]
    }

    /// A family of gauges; a series is exposed once it is created.
    package func gauges<Labels: LabelSet>(
        _ name: String,
        help: String,
        unit: String? = nil,
        by labels: Labels.Type
    ) throws(RegistrationError) -> Family<Labels, Gauge> {
        try register(.gauge, name, help, unit) { Gauge() }
    }

    /// A histogram without labels, exposed from now on.
    package func histogram(
        _ name: String,
        help: String,
        unit: String? = nil,
        buckets upperBounds: [Double]
    ) throws(RegistrationError) -> Histogram {
        try histograms(name, help: help, unit: unit, buckets: upperBounds, by: NoLabels.self)[NoLabels()]
    }

    /// A family of histograms that share their bounds; a series is exposed once it is created.
    package func histograms<Labels: LabelSet>(
        _ name: String,
        help: String,
        unit: String? = nil,
        buckets upperBounds: [Double],
        by labels: Labels.Type
    ) throws(RegistrationError) -> Family<Labels, Histogram> {
        let buckets: Buckets
        do throws(BucketError) {
            buckets = try Buckets(upperBounds)
        } catch {
            throw RegistrationError(name: name, rule: .buckets(error))
        }
        return try register(.histogram, name, help, unit) { Histogram(buckets: buckets) }
    }

    private func register<Labels: LabelSet, Metric: Instrument>(
        _ type: FamilyDescription.MetricType,
        _ name: String,
        _ help: String,
        _ unit: String?,
        makeMetric: @escaping @Sendable () -> Metric
    ) throws(RegistrationError) -> Family<Labels, Metric> {
        let description = FamilyDescription(type, name, help: help, unit: unit, labelNames: Labels.names)
        let family = Family<Labels, Metric>(description, now: now, makeMetric: makeMetric)
        try register(family)
        return family
    }
}
