/// The name of an event type as a key: two are the same if their bytes are.
///
/// `String` finds a composed and a decomposed é equal. To SQS and to Prometheus they are two types, and so they are
/// here.
package struct EventTypeName: Hashable, Sendable {
    /// The name.
    package let text: String

    /// A key of this name.
    package init(text: String) { self.text = text }

    /// What `utf8.elementsEqual` says, at half its cost.
    package static func == (left: EventTypeName, right: EventTypeName) -> Bool {
        let (left, right) = (left.text.utf8Span.span, right.text.utf8Span.span)
        guard left.count == right.count else { return false }
        for index in left.indices where left[index] != right[index] { return false }
        return true
    }

    /// Feeds the name's bytes to the hasher.
    package func hash(into hasher: inout Hasher) {
        // All bytes at once; the pointer does not leave the closure.
        unsafe text.utf8Span.span.withUnsafeBytes { bytes in unsafe hasher.combine(bytes: bytes) }
    }
}
