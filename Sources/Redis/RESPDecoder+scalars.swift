/// What stands on a line behind the byte that tells its type.
extension RESPDecoder {
    func integer(_ text: [UInt8]) throws(RESPError) -> Int64 {
        guard let number = Int64(String(decoding: text, as: UTF8.self)) else { throw .malformed }
        return number
    }

    func pairs(_ text: [UInt8]) throws(RESPError) -> Int64 {
        let (count, overflows) = try integer(text).multipliedReportingOverflow(by: 2)
        guard !overflows, count >= 0 else { throw .malformed }
        return count
    }

    func double(_ text: [UInt8]) throws(RESPError) -> Double {
        guard let number = Double(String(decoding: text, as: UTF8.self)) else { throw .malformed }
        return number
    }

    func boolean(_ text: [UInt8]) throws(RESPError) -> Bool {
        switch text {
        case [UInt8(ascii: "t")]: true
        case [UInt8(ascii: "f")]: false
        default: throw .malformed
        }
    }
}
