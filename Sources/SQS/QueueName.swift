/// A name that SQS accepts for a queue: 1–80 letters, digits, `-` and `_`; a FIFO queue's ends with `.fifo`.
package struct QueueName: Hashable, Sendable {
    /// The name as it was given, `.fifo` included.
    package let text: String

    /// Checks a name; throws where SQS would refuse it.
    package init(_ text: String) throws(InvalidQueueName) {
        let stem = text.hasSuffix(".fifo") ? text.utf8.dropLast(5) : text.utf8[...]
        let isValid = stem.allSatisfy {
            switch $0 {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
                true
            default: false
            }
        }
        guard isValid, !stem.isEmpty, text.utf8.count <= 80 else { throw InvalidQueueName() }
        self.text = text
    }

    /// Whether it is the name of a FIFO queue; a `MessageGroupId` alone does not make one.
    package var isFIFO: Bool { text.hasSuffix(".fifo") }
}

/// A text that no queue can be named.
package struct InvalidQueueName: Error, Equatable, CustomStringConvertible {
    /// The end of a sentence that begins with the setting's name.
    package var description: String {
        "is not a queue's name: use 1 to 80 letters, digits, - and _, with .fifo at the end for a FIFO queue"
    }
}
