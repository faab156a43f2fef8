import Testing

@testable import Redis

@Suite struct RedisRefusalTests {
    @Test(arguments: [
        ("WRONGPASS invalid pair", "WRONGPASS", "invalid pair"),
        ("ERR", "ERR", ""),
        (
            "ERR Error running script (call to f_1): @user_script:1: @user_script: 33: -READONLY Not here: READ it.",
            "READONLY", "Not here: READ it."
        ),
        (
            "ERR Error running script (call to f_1): @user_script:1: WRONGTYPE Operation against a key",
            "WRONGTYPE", "Operation against a key"
        ),
        (
            "ERR Error running script (call to f_1): @user_script:1: @user_script: 1: The user can't run this",
            "ERR", "Error running script (call to f_1): @user_script:1: @user_script: 1: The user can't run this"
        ),
        ("ERR Error compiling script: -OOM", "ERR", "Error compiling script: -OOM"),
    ])
    func `the code is the first word, or that of the command that failed within a script`(
        line: String,
        code: String,
        message: String
    ) {
        let refusal = RedisRefusal(line: Array(line.utf8))
        #expect(refusal.code == code)
        #expect(refusal.message == message)
    }
}
