import Testing

@testable import Web

@Suite struct PasswordTests {
    @Test(arguments: [
        ("change-me", "$2b$04$qfPsi4QiCtx4A02HG8dm6.OG8NQjgOgbwTswajby54AzfqFVG16ra", true),
        ("change-me", "$2y$04$qfPsi4QiCtx4A02HG8dm6.OG8NQjgOgbwTswajby54AzfqFVG16ra", true),
        ("change-me", "$2a$04$qfPsi4QiCtx4A02HG8dm6.OG8NQjgOgbwTswajby54AzfqFVG16ra", true),
        ("change-mf", "$2b$04$qfPsi4QiCtx4A02HG8dm6.OG8NQjgOgbwTswajby54AzfqFVG16ra", false),
        ("change-me\0", "$2b$04$qfPsi4QiCtx4A02HG8dm6.OG8NQjgOgbwTswajby54AzfqFVG16ra", false),
        ("change-me\0x", "$2b$04$qfPsi4QiCtx4A02HG8dm6.OG8NQjgOgbwTswajby54AzfqFVG16ra", false),
        ("", "$2b$04$qfPsi4QiCtx4A02HG8dm6.OG8NQjgOgbwTswajby54AzfqFVG16ra", false),
    ])
    func `a password is right for its hash`(password: String, hash: String, isRight: Bool) throws {
        let hash = try #require(BcryptHash(hash))
        #expect(PasswordCheck(password: Array(password.utf8), hash: hash, highestCost: 5).run() == isRight)
    }

    @Test func `nobody's password is right for nobody`() {
        #expect(!PasswordCheck(password: [], hash: nil, highestCost: 4).run())
    }

    @Test(
        arguments: [
            ("Basic YWxpY2U6c2VjcmV0", "alice", "secret"), ("bAsIc YTpiOmM=", "a", "b:c"), ("Basic Og==", "", ""),
            ("Basic YWxpY2U=", nil, nil), ("Basic", nil, nil), ("Basic ?", nil, nil),
            ("Bearer YWxpY2U6c2VjcmV0", nil, nil),
            ("", nil, nil), ("BasicYWxpY2U6c2VjcmV0", nil, nil),
        ] as [(String, String?, String?)]
    )
    func `credentials are read as RFC 7617 has them`(field: String, user: String?, password: String?) {
        let credentials = Credentials(field)
        #expect(credentials.map { String(decoding: $0.user, as: UTF8.self) } == user)
        #expect(credentials.map { String(decoding: $0.password, as: UTF8.self) } == password)
    }

    @Test func `what was right is remembered for this user, this hash and this password only`() throws {
        let hash = try #require(BcryptHash("$2b$04$qfPsi4QiCtx4A02HG8dm6.OG8NQjgOgbwTswajby54AzfqFVG16ra"))
        let other = try #require(BcryptHash("$2b$05$C93mfviSEZr682oJbF9Oh.n6f62b2ZkY/Stt.0gpen/evNYNGAvdu"))
        var passed = PassedChecks()
        passed.insert(user: Array("a".utf8), hash: hash, password: Array("bc".utf8))
        #expect(passed.contains(user: Array("a".utf8), hash: hash, password: Array("bc".utf8)))
        #expect(!passed.contains(user: Array("ab".utf8), hash: hash, password: Array("c".utf8)))
        #expect(!passed.contains(user: Array("a".utf8), hash: other, password: Array("bc".utf8)))
        #expect(!passed.contains(user: Array("a".utf8), hash: hash, password: Array("bd".utf8)))
        // Another memory has another secret, and so the same bytes are worth nothing there.
        #expect(!PassedChecks().contains(user: Array("a".utf8), hash: hash, password: Array("bc".utf8)))
    }

    @Test func `a hundred are remembered at most, and most of them still after more`() throws {
        let hash = try #require(BcryptHash("$2b$04$qfPsi4QiCtx4A02HG8dm6.OG8NQjgOgbwTswajby54AzfqFVG16ra"))
        var passed = PassedChecks()
        for number in 0..<1_000 { passed.insert(user: [], hash: hash, password: Array("\(number)".utf8)) }
        let kept = (0..<1_000).count { passed.contains(user: [], hash: hash, password: Array("\($0)".utf8)) }
        #expect(90...100 ~= kept)
    }

    @Test func `a bucket holds a burst, and fills at its rate`() {
        let start = ContinuousClock.now
        var bucket = TokenBucket(.init(interval: .seconds(1), burst: 3), now: start)
        func taken(at seconds: Double, of tries: Int) -> Int {
            (0..<tries).count { _ in bucket.take(now: start + .seconds(seconds)) }
        }
        #expect(taken(at: 0, of: 5) == 3)
        #expect(taken(at: 0.5, of: 1) == 0)
        #expect(taken(at: 1, of: 2) == 1)
        // A clock that steps back takes nothing away and gives nothing.
        #expect(taken(at: 0, of: 1) == 0)
        #expect(taken(at: 3.5, of: 3) == 2)
        #expect(taken(at: 1_000, of: 9) == 3)
    }
}
