import Testing

extension EndToEndTests {
    /// An error that stays until somebody acts costs next to nothing until then, and is over soon after.
    @Suite struct LastingErrorTests {
        /// All at the same time: each takes a minute in which there is nothing to do.
        @Test func `costs fewer than thirty requests a minute and a hundredth of a core`() async throws {
            let figures = try await withThrowingTaskGroup(of: (LastingError, LastingError.Figures).self) { group in
                for error in LastingError.all { group.addTask { (error, try await error.meet()) } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            for (error, figures) in figures {
                print("\(error.name): \(figures)")
                #expect(figures.requests < 30, "\(error.name)")
                #expect(figures.requests > 1, "\(error.name)")
                #expect(figures.shareOfACore < 0.01, "\(error.name)")
            }
            #expect(figures.count == LastingError.all.count)
        }
    }
}
