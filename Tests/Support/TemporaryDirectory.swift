package import Foundation

/// Folders of their own for what tests write.
package enum TemporaryDirectory {
    /// Makes an empty one; whoever asked for it removes it.
    package static func make() throws -> URL {
        let url = FileManager.default.temporaryDirectory.appending(path: "sqs-exporter-tests-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        return url
    }
}
