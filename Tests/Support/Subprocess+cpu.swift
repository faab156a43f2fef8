import Foundation
import Glibc

extension Subprocess {
    /// There is no process to ask, or its figures do not read as proc(5) has them.
    package struct NoFigures: Error {}

    /// The processor time it has used so far, in seconds, its own and the kernel's for it.
    package var cpuSeconds: Double {
        get throws {
            let line = try String(contentsOfFile: "/proc/\(processID)/stat", encoding: .utf8)
            // The name of the program, in parentheses, may hold spaces; after it come the fields from the third on.
            guard let name = line.lastIndex(of: ")") else { throw NoFigures() }
            let fields = line[line.index(after: name)...].split(separator: " ")
            guard fields.count > 12, let user = Double(fields[11]), let system = Double(fields[12]) else {
                throw NoFigures()
            }
            return (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
        }
    }
}
