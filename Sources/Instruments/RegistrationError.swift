/// A family that was refused, and the rule it breaks.
package struct RegistrationError: Error, Equatable {
    /// The family as it was to be registered.
    package let name: String
    /// The first one it breaks.
    package let rule: Rule

    /// A refusal of the family `name`.
    package init(name: String, rule: Rule) {
        self.name = name
        self.rule = rule
    }

    /// What the names, labels, units and buckets of a family must keep to.
    package enum Rule: Equatable, Sendable {
        /// `[a-zA-Z_][a-zA-Z0-9_]*`, and more than the `_total` of a counter.
        case nameGrammar
        /// Colons are for recording rules.
        case colonInName
        /// A counter must end in `_total`.
        case counterWithoutTotal
        /// Nothing else may.
        case totalWithoutCounter
        /// `_bucket`, `_count` and `_sum` are endings of a histogram's samples.
        case reservedEnding(String)
        /// A family without help, or with blanks for it.
        case emptyHelp
        /// The name must end in the unit, before any `_total`.
        case unitNotInName(String)
        /// `[a-zA-Z_][a-zA-Z0-9_]*`.
        case labelGrammar(String)
        /// `le`, `quantile`, and what begins with two underscores.
        case reservedLabel(String)
        /// A label may be there once.
        case repeatedLabel(String)
        /// The bounds of a histogram are none.
        case buckets(BucketError)
        /// There is a family of the same name.
        case registeredAlready
        /// Both families would expose or claim the name `on` in one of the formats.
        case clash(with: String, on: String)
    }
}

extension RegistrationError: CustomStringConvertible {
    /// The name and the rule, on one line.
    package var description: String { "metric \(name.debugDescription): \(rule)" }
}

extension RegistrationError.Rule: CustomStringConvertible {
    /// The rule in words, with what breaks it.
    package var description: String {
        switch self {
        case .nameGrammar: "a name is letters, digits and underscores, and does not begin with a digit"
        case .colonInName: "colons are for recording rules"
        case .counterWithoutTotal: "a counter ends in _total"
        case .totalWithoutCounter: "only a counter ends in _total"
        case .reservedEnding(let ending): "only a histogram may end in \(ending)"
        case .emptyHelp: "the help is empty"
        case .unitNotInName(let unit): "the name does not end in the unit \(unit.debugDescription)"
        case .labelGrammar(let label):
            "the label \(label.debugDescription) is not letters, digits and underscores, or begins with a digit"
        case .reservedLabel(let label): "the label \(label) is reserved"
        case .repeatedLabel(let label): "the label \(label) is there twice"
        case .buckets(let error): error.description
        case .registeredAlready: "there is a family of this name already"
        case .clash(let other, let sample): "\(other) uses the name \(sample) too"
        }
    }
}
