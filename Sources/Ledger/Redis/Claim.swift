/// What makes one process, at one time, the one that counts for a replica.
///
///     16 bytes drawn at random by the process · 8 bytes that count its claims
struct Claim: Equatable {
    private let process: [UInt8]
    private var claims: UInt64 = 0
    private var commits: UInt64 = 0

    init() {
        var generator = SystemRandomNumberGenerator()
        process = (0..<16).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }

    var bytes: [UInt8] { with(claims) }

    /// Makes another claim of the same process, under which commits of the one before are refused.
    mutating func renew() { claims += 1 }

    /// An id that no other commit has, of this process or any: 24 bytes.
    mutating func nextCommit() -> [UInt8] {
        commits += 1
        return with(commits)
    }

    private func with(_ number: UInt64) -> [UInt8] {
        var bytes = process
        bytes.append(bigEndian: number)
        return bytes
    }
}
