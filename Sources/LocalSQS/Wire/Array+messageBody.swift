extension [UInt8] {
    /// Whether SQS takes the UTF-8 as a body: no control characters but tab and line ends, neither U+FFFE nor U+FFFF.
    var isMessageBody: Bool {
        let bytes = span
        for index in 0..<bytes.count {
            switch bytes[index] {
            case 0x09, 0x0A, 0x0D: continue
            case 0x00..<0x20: return false
            case 0xEF where bytes[index + 1] == 0xBF && bytes[index + 2] >= 0xBE: return false
            default: continue
            }
        }
        return true
    }
}
