extension String {
    /// The text for use in HTML, between tags or in a quoted attribute.
    var htmlEscaped: String {
        var escaped = ""
        // By scalar, not by Character: a combining mark after a "<" would hide it in one Character with another name.
        for scalar in unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&#39;"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
