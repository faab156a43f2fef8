import Crypto
import JSON

/// An answer to ReceiveMessage with ten events, as SQS writes it: UUIDs, receipt handles of 300 characters, MD5s.
enum Answer {
    /// The bytes, with the MD5 of each body or without.
    static func bytes(withMD5: Bool) -> [UInt8] {
        var writer = JSONWriter(capacity: 8192)
        writer.beginObject()
        writer.key("Messages")
        writer.beginArray()
        for (place, event) in events.enumerated() { writer.message(event, at: place, withMD5: withMD5) }
        writer.endArray()
        writer.endObject()
        return writer.bytes
    }

    private static let events = [
        #"{"type":"page_view","value":1,"occurred_at":"2020-10-06 10:02:05"}"#,
        #"{"type":"search","value":117,"occurred_at":"2020-10-06 10:02:05"}"#,
        #"{"type":"purchase","value":49.99,"occurred_at":"2020-10-06 10:02:06"}"#,
        #"{"type":"page_view","value":1,"occurred_at":"2020-10-06 10:02:06"}"#,
        #"{"type":"add_to_cart","value":3,"occurred_at":"2020-10-06 10:02:07"}"#,
        #"{"type":"checkout","value":138.45,"occurred_at":"2020-10-06 10:02:07"}"#,
        #"{"type":"page_view","value":1,"occurred_at":"2020-10-06 10:02:08"}"#,
        #"{"type":"refund","value":-20.5,"occurred_at":"2020-10-06 10:02:08"}"#,
        #"{"type":"newsletter_opened","value":1,"occurred_at":"2020-10-06 10:02:09"}"#,
        #"{"type":"signup","value":1,"occurred_at":"2020-10-06 10:02:09"}"#,
    ]
}

extension JSONWriter {
    fileprivate mutating func message(_ event: String, at place: Int, withMD5: Bool) {
        beginObject()
        key("MessageId")
        string("5fea7756-0ea4-451a-a703-a558b933e27\(place)")
        key("ReceiptHandle")
        string("AQEBwJnKyrHigUMZj6rYigCgxlaS3SLy0a" + String(repeating: "Zb\(place)T+", count: 53) + "=")
        if withMD5 {
            key("MD5OfBody")
            let digits = Array("0123456789abcdef".utf8)
            let md5 = Insecure.MD5.hash(data: Array(event.utf8))
            string(md5.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
        }
        key("Body")
        string(event)
        key("Attributes")
        beginObject()
        key("SentTimestamp")
        string("1601978525\(100 + place)")
        key("ApproximateReceiveCount")
        string("1")
        endObject()
        endObject()
    }
}
