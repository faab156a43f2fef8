import Logging
import Testing

@testable import SQSExporter

@Suite struct LogLineTests {
    private func line(_ message: String, _ fields: (String, String)...) -> LogLine {
        LogLine(time: 1_601_978_525.25, level: .warning, message: message, fields: fields)
    }

    @Test func `logfmt begins with the time, the level and the message`() {
        #expect(
            line("away", ("queue", "orders"), ("code", "28")).text(.logfmt)
                == "time=2020-10-06T10:02:05.250Z level=warning msg=away queue=orders code=28\n"
        )
    }

    @Test func `JSON has the same members in the same order`() {
        #expect(
            line("away", ("queue", "orders")).text(.json)
                == #"{"time":"2020-10-06T10:02:05.250Z","level":"warning","msg":"away","queue":"orders"}"# + "\n"
        )
    }

    @Test(arguments: [
        ("word", "word"),
        ("http://127.0.0.1:9324/", "http://127.0.0.1:9324/"),
        ("", #""""#),
        ("two words", #""two words""#),
        ("a=b", #""a=b""#),
        (#"say "hi""#, #""say \"hi\"""#),
        (#"back\slash"#, #""back\\slash""#),
        ("line\nbreak", #""line\nbreak""#),
        ("line\r\nbreak", #""line\r\nbreak""#),
        ("tab\there", #""tab\there""#),
        ("größe", #""größe""#),
        ("\u{7F}", "\"\u{7F}\""),
    ])
    func `a value is bare when it is one plain word, and quoted when it is not`(value: String, expected: String) {
        #expect(line("m", ("v", value)).text(.logfmt).hasSuffix(" msg=m v=\(expected)\n"))
    }

    @Test(arguments: LogConfiguration.Format.allCases)
    func `no value and no message can forge a line`(format: LogConfiguration.Format) {
        let forged = "x\ntime=2020-10-06T10:02:05.250Z level=critical msg=forged\r\n\u{1B}[2J\u{0}"
        let text = line(forged, ("v", forged)).text(format)
        #expect(text.utf8.filter { $0 < 0x20 } == [0x0A])
        #expect(text.hasSuffix("\n"))
    }
}
