/// A Lua script that runs as one: no other command in between.
package struct RedisScript: Sendable {
    let source: [UInt8]
    let digest: [UInt8]

    /// Takes the script and the 40 hexadecimal digits of its SHA-1, by which servers remember it.
    package init(_ source: String, sha1 digest: String) {
        self.source = Array(source.utf8)
        self.digest = Array(digest.utf8)
    }
}
