import Foundation

/// What came of a run.
package struct FuzzReport: Sendable {
    /// How many inputs were taken.
    package internal(set) var accepted = 0
    /// How many were refused.
    package internal(set) var refused = 0
    /// The first wrong verdict: what was wrong, and the input in Base64.
    package internal(set) var finding: String?

    /// Whether one input in fifty at least was accepted and as many refused: else the run has tried little.
    package var isTelling: Bool { min(accepted, refused) * 50 > accepted + refused }

    mutating func add(_ verdict: FuzzVerdict, of run: FuzzRun, number: Int, input: [UInt8]) {
        switch verdict {
        case .accepted: accepted += 1
        case .refused: refused += 1
        case .wrong(let flaw):
            finding = "\(run), input \(number): \(flaw): \(Data(input).base64EncodedString())"
        }
    }
}
