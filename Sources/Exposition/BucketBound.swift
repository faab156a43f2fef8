/// The spelling of a bucket's bound as the value of the label `le`.
///
/// It names the series, so every format and every release must spell it alike: Go's `%g`, with `.0` where there is
/// neither a point nor an exponent. Prometheus 3 brings all other spellings to this one, Prometheus 2 keeps them apart.
///
///     0.005   1.0   123456.0   1e-05   1e+06   2.5e+06   +Inf
enum BucketBound {
    static func text(of bound: Double) -> String {
        guard bound.isFinite else { return bound < 0 ? "-Inf" : bound > 0 ? "+Inf" : "NaN" }
        let shortest = bound.description
        // Swift writes the same digits, but without an exponent up to 2^54, where Go uses one from 10^6 on.
        guard bound.magnitude >= 1e6, !shortest.contains("e") else { return shortest }
        return scientific(shortest)
    }

    /// `-12345678.5` as `-1.23456785e+07`; for numbers of at least 10^6, whose exponent so has a digit from 6 to 16.
    private static func scientific(_ decimal: String) -> String {
        let sign = decimal.hasPrefix("-") ? "-" : ""
        let parts = decimal.dropFirst(sign.count).split(separator: ".")
        let exponent = parts[0].count - 1
        var digits = parts.joined()
        while digits.hasSuffix("0") {
            digits.removeLast()
        }
        let mantissa = digits.count == 1 ? digits : "\(digits.prefix(1)).\(digits.dropFirst())"
        return "\(sign)\(mantissa)e+\(exponent < 10 ? "0" : "")\(exponent)"
    }
}
