import FoundationEssentials
import Glibc
import NIOSSL
import YAML

/// A web configuration file, and all that it names.
struct WebConfigurationFile: Sendable {
    /// The file.
    let path: String

    /// What the files held when they were read.
    struct Contents: Sendable {
        var configuration: WebConfiguration
        /// Nil for plain HTTP.
        var tls: NIOSSLContext?
        /// The files, as they were before they were read.
        var stamps: [FileStamp?]
    }

    /// Reads and checks everything.
    func read() throws(WebConfigurationError) -> Contents {
        let stamp = FileStamp(path)
        let document = try Self.bytes(of: path)
        let configuration: WebConfiguration
        do throws(YAMLMistakes) {
            configuration = try WebConfiguration(document, directory: directory)
        } catch {
            throw WebConfigurationError(mistakes: error.all.map { "\(path): \($0)" })
        }
        let stamps = [stamp] + (configuration.tls?.files ?? []).map { FileStamp($0) }
        let context: NIOSSLContext? =
            if let tls = configuration.tls { try tls.context(in: path) } else { nil }
        return Contents(configuration: configuration, tls: context, stamps: stamps)
    }

    /// Whether a file is another than it was.
    func hasChanged(since contents: Contents) -> Bool {
        ([path] + (contents.configuration.tls?.files ?? [])).map { FileStamp($0) } != contents.stamps
    }

    /// A file's bytes; of a mebibyte at most, as no file of these is larger.
    static func bytes(of path: String) throws(WebConfigurationError) -> [UInt8] {
        do {
            return Array(try Data(contentsOf: URL(filePath: path)))
        } catch {
            let reason =
                (error as? CocoaError)?.code == .fileReadNoSuchFile ? "there is no such file" : "it cannot be read"
            throw WebConfigurationError(mistakes: ["\(path): \(reason)"])
        }
    }

    private var directory: String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "" : String(path[..<slash])
    }
}

/// What tells a file from its successor.
struct FileStamp: Equatable, Sendable {
    private let device: UInt
    private let node: UInt
    private let size: Int
    private let seconds: Int
    private let nanoseconds: Int

    /// Nil where there is no file.
    init?(_ path: String) {
        var facts = stat()
        guard unsafe stat(path, &facts) == 0 else { return nil }
        device = UInt(facts.st_dev)
        node = UInt(facts.st_ino)
        size = Int(facts.st_size)
        seconds = facts.st_ctim.tv_sec
        nanoseconds = facts.st_ctim.tv_nsec
    }
}
