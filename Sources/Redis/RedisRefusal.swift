/// An error that a server has answered with, `-WRONGPASS invalid username-password pair` for example.
package struct RedisRefusal: Error, Equatable, Sendable, CustomStringConvertible {
    /// The first word.
    ///
    /// `ERR`, `WRONGPASS`, `NOAUTH`, `NOPERM`, `NOSCRIPT`, `READONLY`, `MOVED`, `LOADING`, `OOM`, …
    package var code: String
    /// The rest of the line, in the server's words.
    package var message: String

    /// Splits the line that follows the minus sign.
    ///
    /// Redis 6 wraps the error of a command in that of the script it is in; the command's is taken, as of Redis 7:
    ///
    ///     ERR Error running script (call to f_1d0…): @user_script:1: @user_script: 1: -OOM command not allowed …
    ///     ERR Error running script (call to f_8f2…): @user_script:1: WRONGTYPE Operation against a key …
    init(line: [UInt8]) {
        let whole = String(decoding: line, as: UTF8.self)
        let text = Self.cause(ofScriptError: whole) ?? whole[...]
        let code = text.prefix { $0 != " " }
        self.code = String(code)
        message = String(text.dropFirst(code.count + 1))
    }

    private static func cause(ofScriptError text: String) -> Substring? {
        guard text.hasPrefix("ERR Error running script") else { return nil }
        let words = text.split(separator: " ")
        let cause = zip(words, words.dropFirst()).first { place, word in
            place.hasSuffix(":") && word.drop { $0 == "-" }.allSatisfy(\.isUppercase)
        }
        return cause.map { _, code in text[code.startIndex...].drop { $0 == "-" } }
    }

    /// Whether the server has no room for another client, which it says as soon as one connects.
    package var isOfTooManyClients: Bool { code == "ERR" && message.hasPrefix("max number of clients") }

    /// Code and message.
    package var description: String { message.isEmpty ? code : "\(code) \(message)" }
}
