internal import CCrypt

/// One comparison of a password with a hash, which takes as long as the dearest of all users' hashes when it fails.
struct PasswordCheck: Sendable {
    var password: [UInt8]
    /// Nil where there is no such user, or where no user was named.
    var hash: BcryptHash?
    /// The highest cost of all users' hashes.
    var highestCost: Int

    /// Whether the password is right; blocks for the time it takes.
    func run() -> Bool {
        if let hash, let result = Self.bcrypt(password, setting: hash.text),
            Self.areEqual(result, Array(hash.text.utf8))
        {
            return true
        }
        for cost in costsOfRefusal { spend(cost: cost) }
        return false
    }

    /// What a refusal still costs when the user's own hash has been tried.
    ///
    /// Two to the power of the highest cost are the rounds of every refusal. Where there is a user, its own cost and
    /// then that one again and each above it but the highest add up to them: 5 + 5, 6, 7 are the rounds of one 8.
    var costsOfRefusal: [Int] {
        guard let hash else { return [highestCost] }
        return Array(hash.cost..<max(hash.cost, highestCost))
    }

    private func spend(cost: Int) {
        let setting = "$2b$\(cost < 10 ? "0" : "")\(cost)$" + String(repeating: ".", count: 22)
        _ = Self.bcrypt(password, setting: setting)
    }

    /// The hash of a password, of which bcrypt reads 72 bytes.
    private static func bcrypt(_ password: [UInt8], setting: String) -> [UInt8]? {
        var output = [CChar](repeating: 0, count: Int(CRYPT_OUTPUT_SIZE))
        // Of a longer one the library would not even begin.
        let isMade = unsafe (password.prefix(72) + [0]).withUnsafeBytes { phrase in
            guard let phrase = unsafe phrase.bindMemory(to: CChar.self).baseAddress else { return false }
            return unsafe ccrypt_hash(phrase, setting, &output) == 1
        }
        // C would read a password with a zero byte up to there only.
        guard isMade, !password.contains(0) else { return nil }
        return output.prefix { $0 != 0 }.map(UInt8.init(bitPattern:))
    }

    /// Looks at every byte wherever the first difference is.
    private static func areEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        guard left.count == right.count else { return false }
        return zip(left, right).reduce(0) { $0 | $1.0 ^ $1.1 } == 0
    }
}
