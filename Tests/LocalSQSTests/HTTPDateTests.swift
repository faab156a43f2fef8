import Testing

@testable import LocalSQS

@Suite struct HTTPDateTests {
    @Test(arguments: [
        (0, "Thu, 01 Jan 1970 00:00:00 GMT"),
        (951_782_400, "Tue, 29 Feb 2000 00:00:00 GMT"),
        (1_601_978_525, "Tue, 06 Oct 2020 10:02:05 GMT"),
        (1_709_251_199, "Thu, 29 Feb 2024 23:59:59 GMT"),
        (4_107_542_400, "Mon, 01 Mar 2100 00:00:00 GMT"),
    ])
    func `is written as RFC 9110 has it`(seconds: Int64, text: String) {
        #expect(HTTPDate.text(seconds) == text)
    }
}
