import Glibc
import Redis

/// Where what is counted is kept, and how long ids are remembered.
struct LedgerConfiguration: Sendable {
    /// The kind of ledger, as `LEDGER_URL` names it.
    enum Store: Equatable, Sendable {
        case memory
        case sqlite(path: String)
        case redis(RedisURL, caFile: String?)
    }

    var store: Store
    /// Tells this exporter's totals from those of others on the same store.
    var replicaID: String
    /// At least two visibility timeouts: so long after the deletion of one delivery another may still be in hand, whose
    /// holder ends without deleting it.
    var windowSeconds: Double

    /// Nil where something is wrong, which is noted.
    init?(noting reader: inout SettingReader, visibilityTimeoutSeconds: Int) {
        let window = reader.integer(.deduplicationWindow, in: 60...1_296_000)
        windowSeconds = Double(max(window, 2 * visibilityTimeoutSeconds))
        let replicaID = reader.replicaID()
        let store = reader.ledgerStore()
        guard let store, let replicaID else { return nil }
        self.store = store
        self.replicaID = replicaID
    }
}

extension SettingReader {
    fileprivate mutating func ledgerStore() -> LedgerConfiguration.Store? {
        let url = text(.ledgerURL) ?? ""
        switch url.prefix(while: { $0 != ":" }).lowercased() {
        case "memory" where url.utf8.count == "memory:".utf8.count:
            return .memory
        case "sqlite":
            let path = String(url.dropFirst("sqlite:".count))
            if !path.isEmpty { return .sqlite(path: path) }
            note(.ledgerURL, "names no file: write sqlite:PATH")
        case "redis", "rediss", "unix":
            do throws(RedisURLError) {
                return .redis(try RedisURL(url), caFile: text(.ledgerCAFile))
            } catch {
                note(.ledgerURL, "is no address of Redis: \(error)")
            }
        default:
            // What was written may hold a password.
            let forms = "sqlite:PATH, redis://HOST:PORT/DB, rediss://…, unix:PATH or memory:"
            note(.ledgerURL, "names no ledger: write \(forms)")
        }
        return nil
    }

    fileprivate mutating func replicaID() -> String? {
        guard let name = text(.replicaID) else { return hostName }
        guard 1...128 ~= name.utf8.count, name.utf8.allSatisfy(Self.isOfID) else {
            note(.replicaID, "is \"\(name)\"; write 1 to 128 letters, digits or signs of ASCII, without spaces")
            return nil
        }
        return name
    }

    /// Linux lets a host be called anything of up to 64 bytes; what an id cannot have becomes a hyphen.
    private var hostName: String {
        var bytes = [CChar](repeating: 0, count: 256)
        guard unsafe gethostname(&bytes, bytes.count - 1) == 0, bytes[0] != 0 else { return "localhost" }
        let name = bytes.prefix { $0 != 0 }.map(UInt8.init(bitPattern:))
        return String(decoding: name.map { Self.isOfID($0) ? $0 : UInt8(ascii: "-") }, as: UTF8.self)
    }

    private static func isOfID(_ byte: UInt8) -> Bool { byte > 0x20 && byte < 0x7F }
}
