import Testing

@testable import Web

@Suite struct LandingPageTests {
    @Test(arguments: [
        ("", ""),
        ("plain, naïve ☃", "plain, naïve ☃"),
        (#"<a href="x" title='y'>&amp;</a>"#, "&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;amp;&lt;/a&gt;"),
        ("<\u{338}script>", "&lt;\u{338}script&gt;"),
    ])
    func `escapes every character that means something in HTML`(text: String, html: String) {
        #expect(Array(text.htmlEscaped.unicodeScalars) == Array(html.unicodeScalars))
    }

    @Test func `escapes the version`() {
        let html = LandingPage(version: "1.0<script>alert(1)</script>").html
        #expect(html.contains("1.0&lt;script&gt;alert(1)&lt;/script&gt;"))
        #expect(!html.contains("<script"))
    }

    @Test(arguments: ["metrics", "stats", "-/healthy", "-/ready"])
    func `links to every page`(path: String) throws {
        #expect(LandingPage(version: "1").html.contains("<a href=\"\(path)\">"))
        _ = try Endpoint(path: "/" + path)
    }

    @Test func `loads nothing from elsewhere`() {
        #expect(!LandingPage(version: "1").html.contains("//"))
        #expect(!stylesheet.contains("url("))
        #expect(!stylesheet.contains("@import"))
    }
}
