/// Until when a scrape has to be answered, by what Prometheus says of its patience.
///
/// A little before that the answer ends, whole or broken off, rather than be made for nobody.
struct ScrapeDeadline {
    private let instant: ContinuousClock.Instant

    /// Reads the field `X-Prometheus-Scrape-Timeout-Seconds`: seconds, with a fraction or without.
    init(scrapeTimeout field: String?, from start: ContinuousClock.Instant = .now) {
        instant = start + Self.limit(field)
    }

    /// Whether there is no more time.
    var hasPassed: Bool { ContinuousClock.now >= instant }

    /// How long there is; nothing or less once it has passed.
    var remaining: Duration { instant - .now }

    /// Half a second less than the scraper waits, or a tenth less where that is shorter; at most 5 minutes.
    ///
    /// A minute without the field, or where it is no positive number: nobody may hold a slot for good.
    static func limit(_ field: String?) -> Duration {
        guard let field, field.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".") }),
            let seconds = Double(field), seconds > 0
        else { return .seconds(60) }
        let bounded = min(max(seconds, 0.1), 300)
        return .seconds(bounded - min(0.5, bounded / 10))
    }
}
