import Foundation
import Glibc

/// Keeps the input on trial in a file, where it is found when the process has died of it.
///
/// `.build/fuzz/events-1003` holds it and nothing else; a run that comes to its end removes the file.
struct FuzzTrial: ~Copyable {
    private let path: String
    private let descriptor: Int32

    init(of run: FuzzRun) throws {
        let directory = FuzzTarget.tests.deletingLastPathComponent().appending(path: ".build/fuzz")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        let path = directory.appending(path: "\(run.target)-\(run.seed)").path
        let descriptor = unsafe open(path, O_RDWR | O_CREAT | O_TRUNC, 0o644)
        guard descriptor >= 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
        self.path = path
        self.descriptor = descriptor
    }

    deinit {
        close(descriptor)
        unsafe unlink(path)
    }

    func begin(_ input: [UInt8]) {
        let written = unsafe input.withUnsafeBytes { bytes in
            unsafe pwrite(descriptor, bytes.baseAddress, bytes.count, 0)
        }
        precondition(
            written == input.count && ftruncate(descriptor, off_t(input.count)) == 0,
            "\(path) cannot be written"
        )
    }
}
