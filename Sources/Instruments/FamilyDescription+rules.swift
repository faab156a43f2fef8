extension FamilyDescription {
    /// Throws the first rule of the formats or of Prometheus's conventions that the description breaks.
    ///
    /// The reserved endings are those `promtool check metrics` refuses; it lets a histogram of counts end in `_count`.
    func check() throws(RegistrationError) {
        func require(_ condition: Bool, _ rule: RegistrationError.Rule) throws(RegistrationError) {
            guard condition else { throw RegistrationError(name: name, rule: rule) }
        }

        try require(Self.isIdentifier(stem, allowing: ":"), .nameGrammar)
        try require(!name.utf8.contains(UInt8(ascii: ":")), .colonInName)
        try require(type != .counter || name != stem, .counterWithoutTotal)
        try require(type == .counter || !name.hasSuffix("_total"), .totalWithoutCounter)
        for ending in ["_bucket", "_count", "_sum"] where type != .histogram {
            try require(!stem.hasSuffix(ending), .reservedEnding(ending))
        }
        try require(help.contains { !$0.isWhitespace }, .emptyHelp)
        if let unit {
            try require(!unit.isEmpty && stem.hasSuffix("_" + unit), .unitNotInName(unit))
        }
        for (index, label) in labelNames.enumerated() {
            try require(Self.isIdentifier(label), .labelGrammar(label))
            try require(!label.hasPrefix("__") && label != "le" && label != "quantile", .reservedLabel(label))
            try require(!labelNames[..<index].contains(label), .repeatedLabel(label))
        }
    }

    private static func isIdentifier(_ name: String, allowing extra: Unicode.Scalar? = nil) -> Bool {
        func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
            switch scalar {
            case "a"..."z", "A"..."Z", "0"..."9", "_": true
            default: scalar == extra
            }
        }
        guard let first = name.unicodeScalars.first, !("0"..."9").contains(first) else { return false }
        return name.unicodeScalars.allSatisfy(isAllowed)
    }
}
