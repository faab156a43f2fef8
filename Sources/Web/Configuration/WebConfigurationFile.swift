import FoundationEssentials
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

    /// A file's bytes; of a mebibyte at most, because none of these is larger, and of nothing that never ends.
    static func bytes(of path: String) throws(WebConfigurationError) -> [UInt8] {
        let mistake: String
        switch FileStamp(path) {
        case nil: mistake = "there is no such file"
        case let stamp? where !stamp.isFile: mistake = "it is no file"
        case let stamp? where stamp.size > 1 << 20: mistake = "it is larger than a mebibyte"
        case .some:
            if let data = try? Data(contentsOf: URL(filePath: path)) { return Array(data) }
            mistake = "it cannot be read"
        }
        throw WebConfigurationError(mistakes: ["\(path): \(mistake)"])
    }

    private var directory: String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "" : String(path[..<slash])
    }
}
