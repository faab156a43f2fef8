extension AnswerError: CustomStringConvertible {
    /// The end of a sentence that begins with the operation; nothing of the answer itself.
    package var description: String {
        switch self {
        case .malformed(let error, let position): "malformed JSON (\(error) at byte \(position))"
        case .missing(let member): "an entry without \(member)"
        }
    }
}
