import AWS
import Testing

@Suite struct TimestampTests {
    @Test(arguments: [
        ("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_777),
        ("Thu, 01 Jan 1970 00:00:00 GMT", 0),
        ("Thu, 29 Feb 2024 23:59:59 GMT", 1_709_251_199),
        ("Fri, 01 Mar 2024 00:00:00 GMT", 1_709_251_200),
        ("Sat, 31 Dec 2016 23:59:60 GMT", 1_483_228_800),
    ])
    func `reads the date of an answer`(text: String, seconds: Int) {
        #expect(Timestamp(httpDate: text)?.secondsSince1970 == seconds)
    }

    @Test(arguments: [
        "", "yesterday", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994", "Sun, 06 Nov 1994 08:49:37 CET",
        "Sun, 31 Nov 1994 08:49:37 GMT", "Thu, 29 Feb 2023 00:00:00 GMT", "Sun, 06 Nov 1994 24:00:00 GMT",
        "Sun, 06 Nov 1994 08:60:00 GMT", "Sun, 6 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 +8:49:37 GMT",
        "Sun, 06 XXX 1994 08:49:37 GMT", "Sun, 00 Nov 1994 08:49:37 GMT",
    ])
    func `refuses what is no date of an answer`(text: String) {
        #expect(Timestamp(httpDate: text) == nil)
    }

    @Test(arguments: [
        ("2026-11-20T22:00:00Z", 1_795_212_000),
        ("2026-11-20T22:00:00.123456Z", 1_795_212_000),
        ("2026-11-21T00:00:00+02:00", 1_795_212_000),
        ("2026-11-20T16:30:00-05:30", 1_795_212_000),
        ("1969-12-31T23:59:59Z", -1),
        ("2000-02-29T00:00:00Z", 951_782_400),
    ])
    func `reads an expiration`(text: String, seconds: Int) {
        #expect(Timestamp(rfc3339: text)?.secondsSince1970 == seconds)
    }

    @Test(arguments: [
        "", "2026-11-20", "2026-11-20T22:00:00", "2026-11-20 22:00:00Z", "2026-11-20T22:00:00.Z",
        "2026-13-20T22:00:00Z", "2026-02-29T22:00:00Z", "1900-02-29T22:00:00Z", "2026-11-20T22:00Z",
        "2026-11-20T22:00:00+0200", "2026-11-20T22:00:00Zjunk", "-026-11-20T22:00:00Z", "1795212000",
    ])
    func `refuses what is no expiration`(text: String) {
        #expect(Timestamp(rfc3339: text) == nil)
    }

    @Test(arguments: [
        (0, "19700101T000000Z"),
        (951_782_399, "20000228T235959Z"),
        (951_782_400, "20000229T000000Z"),
        (1_709_251_199, "20240229T235959Z"),
        (1_735_689_599, "20241231T235959Z"),
        (4_107_542_400, "21000301T000000Z"),
        (-1, "19691231T235959Z"),
        (-2_203_891_200, "19000301T000000Z"),
    ])
    func `is signed in the form of ISO 8601 that has no separators`(seconds: Int, text: String) {
        var head = Signer(region: "us-east-1", service: "sqs").head(
            method: "POST",
            path: "/",
            host: "localhost",
            headers: [],
            credentials: Credentials(accessKeyID: "AKIDEXAMPLE", secretAccessKey: "secret"),
            at: Timestamp(secondsSince1970: seconds)
        )
        #expect(head.headers(for: []).first?.value == text)
    }
}
