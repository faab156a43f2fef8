/// Writes one JSON text, commas and colons included.
///
///     var writer = JSONWriter()
///     writer.beginObject()
///     writer.key("QueueUrl")
///     writer.string(url)
///     writer.endObject()
///     send(writer.bytes)
///
/// It does not check the order of the calls.
package struct JSONWriter: Sendable {
    /// The text so far.
    package private(set) var bytes: [UInt8] = []
    private var needsComma = false

    /// Reserves room for a text of so many bytes; it grows where that is too little.
    package init(capacity: Int = 256) {
        bytes.reserveCapacity(capacity)
    }

    /// Makes room for so many bytes more.
    package mutating func reserve(_ count: Int) {
        bytes.reserveCapacity(bytes.count + count)
    }

    /// Opens an object, as a value; keys and values follow in turn.
    package mutating func beginObject() { begin(UInt8(ascii: "{")) }

    /// Closes the object opened last.
    package mutating func endObject() { end(UInt8(ascii: "}")) }

    /// Opens an array, as a value; values follow.
    package mutating func beginArray() { begin(UInt8(ascii: "[")) }

    /// Closes the array opened last.
    package mutating func endArray() { end(UInt8(ascii: "]")) }

    /// Writes a member's key that needs no escapes, and its colon.
    package mutating func key(_ key: StaticString) {
        beginValue()
        bytes.append(UInt8(ascii: "\""))
        // A literal's bytes live as long as the program.
        unsafe bytes.append(contentsOf: UnsafeBufferPointer(start: key.utf8Start, count: key.utf8CodeUnitCount))
        bytes.append(UInt8(ascii: "\""))
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    /// Writes a member's key, escaped, and its colon.
    package mutating func key(escaping key: String) {
        string(key)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    /// Writes a string value, escaped.
    package mutating func string(_ text: String) {
        var text = text
        text.makeContiguousUTF8()
        string(text.utf8Span.span)
    }

    /// Writes a string value, escaped, from its UTF-8, which must be valid.
    package mutating func string(_ utf8: ArraySlice<UInt8>) { string(utf8.span) }

    /// Writes a string value, escaped, from its UTF-8, which must be valid.
    package mutating func string(_ utf8: [UInt8]) { string(utf8.span) }

    /// Writes a string value, escaped, from its UTF-8, which must be valid.
    package mutating func string(_ utf8: Span<UInt8>) {
        beginValue()
        bytes.append(UInt8(ascii: "\""))
        bytes.appendEscaped(utf8)
        bytes.append(UInt8(ascii: "\""))
    }

    /// Writes a whole number.
    package mutating func integer(_ value: some BinaryInteger) {
        beginValue()
        bytes.append(contentsOf: String(value).utf8)
    }

    /// Writes a number so that reading it gives the same `Double`; `null` for infinity and NaN, which JSON does not
    /// have.
    package mutating func number(_ value: Double) {
        beginValue()
        bytes.append(contentsOf: (value.isFinite ? value.description : "null").utf8)
    }

    /// Writes `true` or `false`.
    package mutating func bool(_ value: Bool) {
        beginValue()
        bytes.append(contentsOf: (value ? "true" : "false").utf8)
    }

    /// Writes a value that is JSON already, unchecked.
    package mutating func raw(_ json: [UInt8]) {
        beginValue()
        bytes.append(contentsOf: json)
    }

    private mutating func begin(_ opening: UInt8) {
        beginValue()
        bytes.append(opening)
        needsComma = false
    }

    private mutating func end(_ closing: UInt8) {
        bytes.append(closing)
        needsComma = true
    }

    private mutating func beginValue() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        needsComma = true
    }
}
