import Foundation

/// What a running program takes up at a moment.
package struct ProcessFigures: Sendable {
    /// Resident.
    package let megabytes: Double
    package let threads: Int
    package let fileDescriptors: Int

    /// Asks proc(5).
    package init(of program: Subprocess) throws {
        let folder = "/proc/\(program.processID)"
        let lines = try String(contentsOfFile: "\(folder)/status", encoding: .utf8).split(separator: "\n")
        func number(_ name: String) throws -> Int {
            let line = lines.first { $0.hasPrefix("\(name):") }
            guard let value = line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap({ Int($0) }) else {
                throw Subprocess.NoFigures()
            }
            return value
        }
        megabytes = Double(try number("VmRSS")) / 1024
        threads = try number("Threads")
        fileDescriptors = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/fd").count
    }
}
