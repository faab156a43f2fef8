import Redis
import Testing

@Suite struct RedisURLTests {
    private struct Parts: Equatable {
        var address: RedisURL.Address
        var tls = false
        var user: String?
        var password: String?
        var database = 0
    }

    @Test func `a URL tells address, user, password and database`() throws {
        let table: [(String, Parts)] = [
            ("redis://localhost", Parts(address: .tcp(host: "localhost", port: 6379))),
            ("redis://localhost/", Parts(address: .tcp(host: "localhost", port: 6379))),
            ("REDIS://h:1/15", Parts(address: .tcp(host: "h", port: 1), database: 15)),
            ("rediss://h", Parts(address: .tcp(host: "h", port: 6379), tls: true)),
            ("redis://:p@h", Parts(address: .tcp(host: "h", port: 6379), password: "p")),
            ("redis://u:p%40%2F%3a@h:2", Parts(address: .tcp(host: "h", port: 2), user: "u", password: "p@/:")),
            ("redis://u:p:q@h", Parts(address: .tcp(host: "h", port: 6379), user: "u", password: "p:q")),
            ("redis://[::1]:7/2", Parts(address: .tcp(host: "::1", port: 7), database: 2)),
            ("redis://[::1]", Parts(address: .tcp(host: "::1", port: 6379))),
            ("unix:///run/redis.sock", Parts(address: .unix(path: "/run/redis.sock"))),
            ("unix:/run/redis.sock?db=4", Parts(address: .unix(path: "/run/redis.sock"), database: 4)),
            ("unix:redis%20one.sock", Parts(address: .unix(path: "redis one.sock"))),
        ]
        for (text, parts) in table {
            let url = try RedisURL(text)
            let read = Parts(
                address: url.address,
                tls: url.usesTLS,
                user: url.user,
                password: url.password,
                database: url.database
            )
            #expect(read == parts, "\(text)")
        }
    }

    @Test(arguments: [
        ("", RedisURLError.unknownScheme),
        ("localhost", .unknownScheme),
        ("http://h", .unknownScheme),
        ("redis:h", .noHost),
        ("redis://", .noHost),
        ("redis://:6379", .noHost),
        ("redis://u:p@", .noHost),
        ("redis://u@h", .noPassword),
        ("redis://u:@h", .noPassword),
        ("redis://u:pa/ss@h", .unencodedPassword),
        ("redis://h:0", .badPort),
        ("redis://h:65536", .badPort),
        ("redis://h:x", .badPort),
        ("redis://h:1:2", .badPort),
        ("redis://[::1]x", .badPort),
        ("redis://h/x", .badDatabase),
        ("redis://h/-1", .badDatabase),
        ("redis://u:p%4@h", .badEscape(.password)),
        ("redis://u%zz:p@h", .badEscape(.user)),
        ("redis://h%ff", .badEscape(.host)),
        ("redis://h?db=1", .unknownParameter),
        ("unix:", .noPath),
        ("unix://", .noPath),
        ("unix:/a?x=1", .unknownParameter),
        ("unix:/a?db=", .badDatabase),
    ])
    func `a mistake is named by its part`(text: String, error: RedisURLError) {
        #expect(throws: error) { try RedisURL(text) }
    }

    @Test func `a password is nowhere to be seen`() throws {
        let url = try RedisURL("redis://u:sesame@h/1")
        var dumped = ""
        dump(url, to: &dumped)
        #expect("\(url)" == "h:6379")
        #expect(!"\(url)\(String(reflecting: [url]))\(dumped)".contains("sesame"))
    }
}
