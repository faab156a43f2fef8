/// A point in time in milliseconds since 1970, the unit of SQS's own timestamps, or a span of them.
package typealias Milliseconds = Int64

extension Milliseconds {
    static func seconds(_ seconds: Int) -> Milliseconds { Milliseconds(seconds) * 1000 }
}
