import AWS
import Logging
import Testing

@testable import Pipeline

@Suite struct OutageLogTests {
    private let lines = LogLines()
    private let time = ManualTime()

    private func outage() -> OutageLog {
        OutageLog(activity: "receiving", logger: Logger(label: "test") { [lines] _ in lines }, time: time.steady)
    }

    private let down = ServiceError(class: .server, code: "503", message: "away")
    private let denied = ServiceError(class: .auth, code: "AccessDenied", message: "no")

    @Test func `an outage is one line when it begins and one when it ends`() {
        let outage = outage()
        for _ in 1...100 { outage.failed(down) }
        time.advance(by: .seconds(5))
        for _ in 1...100 { outage.succeeded() }
        #expect(lines.messages == ["receiving fails; trying on", "receiving works again"])
    }

    @Test func `an outage that changes its kind is one line more`() {
        let outage = outage()
        outage.failed(down)
        time.advance(by: .seconds(5))
        outage.failed(denied)
        outage.failed(denied)
        #expect(lines.messages.count == 2)
    }

    @Test func `what fails now and then is one outage, whatever the kind`() {
        let outage = outage()
        for _ in 1...100 {
            outage.failed(down)
            outage.succeeded()
            outage.failed(denied)
            time.advance(by: .milliseconds(49))
            outage.succeeded()
        }
        #expect(lines.messages == ["receiving fails; trying on"])
    }

    @Test func `the next outage is a line of its own`() {
        let outage = outage()
        for _ in 1...2 {
            outage.failed(down)
            time.advance(by: .seconds(5))
            outage.succeeded()
        }
        #expect(lines.messages.count == 4)
    }

    @Test func `without an outage there is no line`() {
        outage().succeeded()
        #expect(lines.messages.isEmpty)
    }

    /// Keeps what is logged.
}
