import ArgumentParser
import Testing

@testable import SQSExporter

@Suite struct DemoOptionsTests {
    @Test(arguments: [
        ("--duration=nan", "--duration is nan; write a number from 0.1 to 86400"),
        ("--duration=-1", "--duration is -1.0; write a number from 0.1 to 86400"),
        ("--duration=0", "--duration is 0.0; write a number from 0.1 to 86400"),
        ("--duration=inf", "--duration is inf; write a number from 0.1 to 86400"),
        ("--duration=86401", "--duration is 86401.0; write a number from 0.1 to 86400"),
        ("--queue-port=-1", "--queue-port is -1; write a number from 0 to 65535"),
        ("--queue-port=65536", "--queue-port is 65536; write a number from 0 to 65535"),
        ("--rate=1e300", "--rate is 1e+300; write a number from 0 to 1000000"),
    ])
    func `options out of their range are refused with their name, their value and the cure`(
        argument: String,
        expected: String
    ) throws {
        let error = #expect(throws: (any Error).self) { try Demo.parse([argument]) }
        #expect(Demo.message(for: try #require(error)) == expected)
    }

    @Test(arguments: ["0.1", "86400"])
    func `the shortest and the longest duration are taken`(duration: String) throws {
        #expect(try Demo.parse(["--duration", duration]).duration == Double(duration))
    }

    @Test func `without a duration it goes on`() throws {
        #expect(try Demo.parse([]).duration == nil)
    }
}
