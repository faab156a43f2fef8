import Files
import NIOSSL
import Threads
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

    /// Reads and checks everything on a thread of its own, for a disk may keep who reads waiting.
    func read() async throws(WebConfigurationError) -> Contents {
        let outcome: Result<Contents, WebConfigurationError>
        do throws(ThreadError) {
            outcome = try await PosixThread.result {
                Result { () throws(WebConfigurationError) in try readBlocking() }
            }
        } catch {
            throw WebConfigurationError(mistakes: ["\(path) cannot be read: \(error.message)"])
        }
        return try outcome.get()
    }

    /// Reads and checks everything on the thread that asks, which has to be one that may wait.
    func readBlocking() throws(WebConfigurationError) -> Contents {
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

    /// Whether a file is another than it was; blocks as reading does.
    func hasChanged(since contents: Contents) -> Bool {
        ([path] + (contents.configuration.tls?.files ?? [])).map { FileStamp($0) } != contents.stamps
    }

    /// The bytes of this file or one that it names; the error names the file.
    static func bytes(of path: String) throws(WebConfigurationError) -> [UInt8] {
        do throws(RegularFile.Unreadable) {
            return try RegularFile(path: path).readBlocking()
        } catch {
            throw WebConfigurationError(mistakes: ["\(path) \(error)"])
        }
    }

    private var directory: String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "" : String(path[..<slash])
    }
}
