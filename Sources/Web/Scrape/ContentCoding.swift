import Exposition

/// How the body of a page is coded on its way (RFC 9110 §8.4.1).
enum ContentCoding: String {
    case identity
    case gzip

    /// The coding that an `Accept-Encoding` asks for (RFC 9110 §12.5.3): the one with the greater weight, gzip of two
    /// that weigh the same.
    ///
    ///     nothing, an empty field, br    identity
    ///     gzip, *, gzip;q=0.5            gzip
    ///     gzip;q=0.5, identity           identity
    ///     gzip;q=0, *;q=0                identity, for want of anything that is not refused
    ///
    /// What is not listed is taken to be unwelcome, but for identity: it is what remains where all is refused. A client
    /// that refuses identity alone gets gzip. Elements that are not well formed count as absent.
    init(accepted field: String?) {
        var weights: [String: Int] = [:]
        for element in WeightedElement.all(in: field ?? "") {
            weights[element.value == "x-gzip" ? "gzip" : element.value] = element.weight
        }
        let gzip = weights["gzip"] ?? weights["*"]
        let identity = weights["identity"] ?? (weights["*"] == 0 ? 0 : nil)
        self =
            switch (gzip, identity) {
            case (0, _): .identity
            case (let gzip?, let identity?): gzip >= identity ? .gzip : .identity
            case (.some, nil), (nil, 0): .gzip
            case (nil, _): .identity
            }
    }
}
