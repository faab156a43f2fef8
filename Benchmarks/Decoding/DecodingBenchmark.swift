import Glibc

/// Prints what decoding one answer of ten messages costs in µs of CPU, as one JSON object, a member for each way.
///
///     {"sqs-exporter":3.1,"sqs-exporter, MD5 of bodies checked":7.2,"JSONDecoder":80.5}
@main
struct DecodingBenchmark {
    static func main() throws {
        let (plain, summed) = (Answer.bytes(withMD5: false), Answer.bytes(withMD5: true))
        var best = Best()
        // In turns, so that what else the machine does meets all of them.
        for _ in 0..<20 {
            try best.measure("sqs-exporter", answers: 2000) { try decodeAsExporter(plain) }
            try best.measure("sqs-exporter, MD5 of bodies checked", answers: 2000) { try decodeAsExporter(summed) }
            try best.measure("JSONDecoder", answers: 100) { try decodeAsFoundation(plain) }
        }
        print("{\(best.microseconds.map { "\"\($0.name)\":\($0.value)" }.joined(separator: ","))}")
    }
}

/// The shortest time of each way: what it costs when nothing comes between.
private struct Best {
    private(set) var microseconds: [(name: String, value: Double)] = []
    /// What the values of one answer come to; every way has to agree, or it has not decoded all of it.
    private static let sum = 292.94

    mutating func measure(_ name: String, answers: Int, _ decode: () throws -> Double) throws {
        let start = Self.cpuSeconds()
        for _ in 0..<answers {
            let sum = try decode()
            precondition(abs(sum - Self.sum) < 1e-9, "\(name) decoded something else than what was written: \(sum)")
        }
        let value = (Self.cpuSeconds() - start) / Double(answers) * 1e6
        guard let place = microseconds.firstIndex(where: { $0.name == name }) else {
            return microseconds.append((name, value))
        }
        microseconds[place].value = min(microseconds[place].value, value)
    }

    private static func cpuSeconds() -> Double {
        var time = timespec()
        unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
