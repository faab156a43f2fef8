import Foundation

/// Reads times by the calendar of Foundation; the days it has asked for are kept, since Foundation is slow at them.
final class TimeOracle {
    private var days: [String: Int?] = [:]
    private var calendar = Calendar(identifier: .iso8601)

    init() {
        calendar.timeZone = .gmt
    }

    /// Seconds since 1970 UTC; nil when the text is not one of the forms we take, or no moment.
    func seconds(of text: String) -> Double? {
        let bytes = Array(text.utf8)
        guard bytes.count >= 19, zip(bytes, "dddd-dd-dd dd:dd:dd".utf8).allSatisfy(fits) else { return nil }
        let afterFraction = bytes[19...].first == UInt8(ascii: ".") ? bytes[20...].drop(while: isDigit) : bytes[19...]
        let fraction = String(decoding: bytes[19..<afterFraction.startIndex], as: UTF8.self)
        let zone = String(decoding: afterFraction, as: UTF8.self)
        guard fraction.isEmpty || 2...10 ~= fraction.utf8.count else { return nil }
        guard let offset = zone.isEmpty && bytes[10] == UInt8(ascii: " ") ? 0 : offsetSeconds(zone) else { return nil }
        guard let day = day(String(decoding: bytes[..<10], as: UTF8.self)) else { return nil }
        let clock = [11, 14, 17].map { start in Int(String(decoding: bytes[start..<start + 2], as: UTF8.self)) ?? 99 }
        guard clock[0] < 24, clock[1] < 60, clock[2] <= 60 else { return nil }
        let seconds = day + clock[0] * 3_600 + clock[1] * 60 + clock[2] - offset
        guard clock[2] < 60 || seconds % 86_400 == 0 else { return nil }
        return Double(seconds) + (fraction.isEmpty ? 0 : Double("0" + fraction) ?? .nan)
    }

    private func day(_ text: String) -> Int? {
        if let known = days[text] { return known }
        let numbers = text.split(separator: "-").compactMap { Int($0) }
        // Foundation's calendar is Julian before 1582; the Gregorian one repeats itself every 146,097 days, 400 years.
        let components = DateComponents(year: numbers[0] + 2_000, month: numbers[1], day: numbers[2])
        let date = calendar.date(from: components)
        let isReal = date.map { calendar.dateComponents([.year, .month, .day], from: $0) == components } ?? false
        let seconds = isReal ? date.map { Int($0.timeIntervalSince1970) - 5 * 146_097 * 86_400 } : nil
        days[text] = .some(seconds)
        return seconds
    }

    private func fits(_ byte: UInt8, _ pattern: UInt8) -> Bool {
        switch pattern {
        case UInt8(ascii: "d"): isDigit(byte)
        case UInt8(ascii: " "): "Tt ".utf8.contains(byte)
        default: byte == pattern
        }
    }

    private func isDigit(_ byte: UInt8) -> Bool {
        UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
    }

    private func offsetSeconds(_ zone: String) -> Int? {
        if zone == "Z" || zone == "z" { return 0 }
        let parts = zone.dropFirst().split(separator: ":", omittingEmptySubsequences: false)
        guard
            zone.utf8.count == 6, "+-".contains(zone.prefix(1)), parts.count == 2,
            parts.allSatisfy({ $0.utf8.count == 2 && $0.utf8.allSatisfy(isDigit) }),
            let hours = Int(parts[0]), let minutes = Int(parts[1]), hours < 24, minutes < 60
        else { return nil }
        return (zone.hasPrefix("-") ? -1 : 1) * (hours * 3_600 + minutes * 60)
    }
}
