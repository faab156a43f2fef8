import Testing

@testable import Web

@Suite struct ScrapeDeadlineTests {
    @Test(arguments: [
        ("10", Duration.seconds(9.5)), ("10.0", .seconds(9.5)), ("1", .seconds(0.9)), ("0.5", .seconds(0.45)),
        ("5", .seconds(4.5)), ("120", .seconds(119.5)), ("300", .seconds(299.5)),
    ])
    func `is a little before the scraper gives up`(field: String, limit: Duration) {
        #expect(ScrapeDeadline.limit(field) == limit)
    }

    @Test(arguments: [
        ("1000000", Duration.seconds(299.5)), ("1" + String(repeating: "0", count: 400), .seconds(299.5)),
        ("0.000001", .seconds(0.1 - 0.01)),
    ])
    func `is kept within reason`(field: String, limit: Duration) {
        #expect(ScrapeDeadline.limit(field) == limit)
    }

    @Test(arguments: [nil, "", "0", "-1", "nan", "inf", "ten", "0x10", "1e3", "1,5", "10s", " 10", "."])
    func `is a minute where nothing is said that makes sense`(field: String?) {
        #expect(ScrapeDeadline.limit(field) == .seconds(60))
    }
}
