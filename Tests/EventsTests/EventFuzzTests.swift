import Events
import Support
import Testing

/// Feeds ``EventDecoder`` and ``JSONPointer`` with spoilt bodies.
@Suite struct EventFuzzTests {
    @Test(arguments: FuzzRun.runs(of: .events))
    func `of no bytes comes an event that breaks the rules`(run: FuzzRun) async throws {
        let pointer = try JSONPointer("/meta/id")
        let report = try await run.check(tokens: Self.tokens) { body in
            if let id = pointer.id(in: body.span), !(1...1_024).contains(id.utf8.count) {
                return .wrong("the id \(id)")
            }
            guard let event = try? EventDecoder().decode(body.span) else { return .refused }
            return flaw(of: event).map { .wrong("\($0): \(event)") } ?? .accepted
        }
        #expect(report.finding == nil)
        #expect(report.isTelling, "\(report)")
    }

    private static let tokens = [
        "{", "}", "[", "]", ",", "null", "true", #""type""#, #""value""#, #""occurred_at""#, #""meta""#, #"\u0000"#,
        #"\u007f"#, #"\u0085"#, #"\ud83d"#, #"\ude00"#, #"\""#, "1e-400", "4.9e-324", "1.7976931348623157e308", "E+",
        "0000-01-01", "9999-12-31", "2020-02-29", "2019-02-29", "23:59:60", "24:00:00", "T", "Z", "+23:59", "-23:59",
        ".999999999", ".0000000001",
    ]

    private func flaw(of event: Event) -> String? {
        guard event.value.isFinite, !(event.value == 0 && event.value.sign == .minus) else { return "the value" }
        guard 1...128 ~= event.type.utf8.count else { return "the type's length" }
        let hasControl = event.type.unicodeScalars.contains { $0.properties.generalCategory == .control }
        guard !hasControl else { return "a control character" }
        guard -62_167_305_600...253_402_387_200 ~= event.occurredAtSeconds else { return "the time" }
        guard let again = try? EventDecoder().decode(event.body.span) else { return "not decoded again" }
        guard again.type.utf8.elementsEqual(event.type.utf8), again.value == event.value,
            again.occurredAtSeconds == event.occurredAtSeconds
        else { return "another event when decoded again, \(again)" }
        return nil
    }
}
