package import JSON

/// An answer with status 200 that is not what SQS's model says.
package enum AnswerError: Error, Equatable, Sendable {
    /// Not JSON, cut short, or a member of another kind; and the byte where that showed.
    case malformed(JSONError, at: Int)
    /// Something in a list lacks this member, or has nothing in it that makes sense.
    case missing(String)
}
