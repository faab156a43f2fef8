import Instruments

extension Registry {
    /// What the series of a family without labels says; nil where there is none.
    func number(_ name: String) -> Double? {
        switch snapshot().first(where: { $0.description.name == name })?.points {
        case .counters(let series), .gauges(let series): series.map(\.value).first
        case .histograms, nil: nil
        }
    }
}
