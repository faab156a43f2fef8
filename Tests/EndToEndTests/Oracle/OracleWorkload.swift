import Foundation
import Synchronization

/// Events of which each can be told from all others in the totals: every one has a type of its own.
enum OracleWorkload {
    /// One in twenty is no event.
    static func body(_ number: Int) -> String {
        number % 20 == 7
            ? #"{"type":"t\#(number)","value":"no number"}"#
            : #"{"type":"t\#(number)","value":\#(value(ofType: "t\(number)")),"occurred_at":"2020-10-06 10:02:05"}"#
    }

    /// The type of a body; nil of one that is no event.
    static func type(of body: String) -> String? {
        guard body.contains("occurred_at") else { return nil }
        return body.dropFirst(#"{"type":""#.count).split(separator: "\"").first.map(String.init)
    }

    static func value(ofType type: String) -> Double { Double((Int(type.dropFirst()) ?? 0) % 1000) / 8 - 20 }
}
