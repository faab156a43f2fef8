/// Every mistake in a file of faults at once, each with its place and its cure.
package struct FaultFileError: Error, Equatable, CustomStringConvertible {
    /// `faults[2].rate is 1.5; write a number from 0 to 1`.
    package var mistakes: [String]

    /// One line for whoever wrote the file.
    package var description: String { mistakes.joined(separator: "; ") }
}
