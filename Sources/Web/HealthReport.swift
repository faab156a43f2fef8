/// The answer to a health or readiness check: good, or what is wrong, in words for the one on call.
package struct HealthReport: Sendable, Equatable {
    /// What is wrong, a short phrase each, shown to whoever asks: no secrets; empty when all is well.
    package let problems: [String]

    /// All is well.
    package static let good = HealthReport(problems: [])

    /// A report of these problems; none at all is good.
    package init(problems: [String]) {
        self.problems = problems
    }

    /// Whether nothing is wrong.
    package var isGood: Bool { problems.isEmpty }
}
