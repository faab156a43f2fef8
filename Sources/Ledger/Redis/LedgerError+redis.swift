import Redis

extension LedgerError {
    /// Says what a Redis server's state means to the ledger, and the cure where there is one.
    init(_ error: RedisError, server: RedisURL) {
        switch error {
        case .refused(let refusal): self.init(refusal, server: server)
        case .untrusted(let reason):
            let cure = "name the authority's file, or check the host in the URL"
            self.init(.refused, "Redis at \(server): \(reason); \(cure)")
        case .cannotConnect(let reason): self.init(.unavailable, "cannot reach Redis at \(server): \(reason)")
        case .connectionLost(let reason):
            self.init(.unavailable, "the connection to Redis at \(server) was lost: \(reason)")
        case .timedOut: self.init(.unavailable, "Redis at \(server) did not answer in time")
        case .closed: self = .closed
        }
    }

    /// The ledger was closed, or never opened.
    static let closed = LedgerError(.refused, "the ledger is closed")

    /// The script has found another process where ours was.
    static func fenced(replica: String) -> LedgerError {
        let cure = "set REPLICA_ID to another name for each exporter"
        return LedgerError(.refused, "another exporter runs as replica \(replica), in this one's place; \(cure)")
    }

    /// The script has found nothing where our claim was.
    static func lost(server: RedisURL) -> LedgerError {
        let cause = "it was emptied, or started without its append-only file"
        let cure = "restart the exporter to count on from what is there"
        return LedgerError(.refused, "Redis at \(server) has forgotten this exporter: \(cause); \(cure)")
    }

    /// The server has given an answer that the script cannot give.
    static func strange(server: RedisURL) -> LedgerError {
        LedgerError(.refused, "Redis at \(server) holds something else under the ledger's names")
    }

    private init(_ refusal: RedisRefusal, server: RedisURL) {
        let (kind, cure): (Kind, String) =
            switch refusal.code {
            case "WRONGPASS", "NOAUTH": (.refused, "check user and password in LEDGER_URL")
            case _ where refusal.isForWantOfPermission:
                (.refused, "give the user the commands and keys that the README lists")
            case "READONLY": (.unavailable, "LEDGER_URL must lead to the primary, not to a replica")
            case "MOVED", "ASK": (.refused, "LEDGER_URL must lead to the cluster's node that holds the slot")
            case "CROSSSLOT": (.refused, "the ledger's names must be in one slot")
            case "OOM": (.unavailable, "raise maxmemory; nothing is counted until there is room")
            case "MISCONF": (.unavailable, "the server cannot write to its disk")
            case "LOADING", "BUSY", "MASTERDOWN", "CLUSTERDOWN", "TRYAGAIN", "NOREPLICAS", "UNBLOCKED":
                (.unavailable, "it should pass by itself")
            case _ where refusal.isOfTooManyClients:
                (.unavailable, "raise its maxclients, or end connections that nobody needs")
            case "WRONGTYPE": (.refused, "something else has written under the ledger's names")
            // What Redis 7.0 says instead within a script.
            case "ERR" where refusal.message.contains("user executing the script"):
                (.refused, "give the user the commands and keys that the README lists")
            case "ERR" where refusal.message.contains("AUTH"): (.refused, "leave the password out of LEDGER_URL")
            default: (.refused, "check the database in LEDGER_URL, and that this is Redis 6 or later, or Valkey")
            }
        self.init(kind, "Redis at \(server) refuses: \(refusal); \(cure)")
    }
}

extension RedisRefusal {
    /// Within a script Redis 6 and 7.0, and later ones and Valkey, have words for it and no code.
    fileprivate var isForWantOfPermission: Bool {
        code == "NOPERM" || ["user executing the script", "ACL failure in script"].contains { message.contains($0) }
    }
}
