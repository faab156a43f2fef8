import AWS
import Curl

/// A failure in words for the person at the command line.
struct Explanation: Error, CustomStringConvertible {
    let description: String
}

/// Runs something and puts the errors of other rooms into words.
func explaining<Result>(_ work: () async throws -> Result) async throws -> Result {
    do {
        return try await work()
    } catch let error as ServiceError {
        throw Explanation(description: "\(error.message) (\(error.code))")
    } catch let error as CurlError {
        throw Explanation(description: error.message)
    }
}
