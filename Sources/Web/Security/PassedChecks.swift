import Crypto

/// Which passwords have been found right lately, a hundred at most; what is kept of them nobody can turn back.
///
/// A refusal is never remembered: it would be answered sooner than a new one, which tells the two apart, and whoever
/// knows no password could fill the memory and so drive out those who do.
struct PassedChecks {
    private static let limit = 100
    /// Made anew by each process.
    private let secret = SymmetricKey(size: .bits256)
    private var seals: Set<[UInt8]> = []

    /// Whether this password was right for this user's present hash.
    func contains(user: [UInt8], hash: BcryptHash, password: [UInt8]) -> Bool {
        seals.contains(seal(user, hash, password))
    }

    /// Remembers that it was; a tenth is forgotten by chance where there is no room.
    mutating func insert(user: [UInt8], hash: BcryptHash, password: [UInt8]) {
        if seals.count >= Self.limit {
            for seal in seals.shuffled().prefix(Self.limit / 10) { seals.remove(seal) }
        }
        seals.insert(seal(user, hash, password))
    }

    /// Each part behind its length, so that no two triples are sealed as the same bytes.
    private func seal(_ user: [UInt8], _ hash: BcryptHash, _ password: [UInt8]) -> [UInt8] {
        var authentication = HMAC<SHA256>(key: secret)
        for part in [user, Array(hash.text.utf8), password] {
            authentication.update(data: Array("\(part.count):".utf8))
            authentication.update(data: part)
        }
        return Array(authentication.finalize())
    }
}
