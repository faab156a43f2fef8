/// What a test waited for did not come.
package struct WaitedTooLong: Error, CustomStringConvertible {
    package let what: String
    package let deadline: Duration

    package var description: String { "waited \(deadline) in vain until \(what)" }
}

/// Asks again and again until a condition is true; an error that it throws counts as not yet.
///
/// - Throws: ``WaitedTooLong`` at the deadline, which is there to end a broken test and not to measure: it is generous.
package func waitUntil(
    _ what: String,
    within deadline: Duration = TestEnvironment.isSanitized ? .seconds(240) : .seconds(60),
    isolation: isolated (any Actor)? = #isolation,
    _ condition: () async throws -> Bool
) async throws {
    let end = ContinuousClock.now + deadline
    while (try? await condition()) != true {
        guard ContinuousClock.now < end else { throw WaitedTooLong(what: what, deadline: deadline) }
        try await Task.sleep(for: .milliseconds(10))
    }
}
