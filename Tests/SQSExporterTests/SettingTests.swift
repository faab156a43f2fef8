import AWS
import ArgumentParser
import Testing

@testable import SQSExporter

@Suite struct SettingTests {
    @Test(arguments: Setting.allCases)
    func `help names the setting's option, its variable and its default`(setting: Setting) {
        let help = Serve.helpMessage(columns: 1000)
        let fallback = setting.defaultValue.map { ", default \($0)" } ?? ""
        #expect(help.contains("--\(setting.option) <value>"))
        #expect(help.contains("\(setting.help) (env \(setting.rawValue)\(fallback))"))
    }

    @Test(arguments: Setting.allCases)
    func `the option of a setting sets this one and no other`(setting: Setting) throws {
        let serve = try #require(try Serve.parse(["--\(setting.option)", "x"]) as Serve?)
        #expect(serve.settings.values == [setting: "x"])
    }

    @Test func `an option that is not given sets nothing`() throws {
        #expect(try Serve.parse([]).settings.values.isEmpty)
    }

    @Test func `options and lines of help are all different`() {
        #expect(Set(Setting.allCases.map(\.option)).count == Setting.allCases.count)
        #expect(Set(Setting.allCases.map(\.help)).count == Setting.allCases.count)
    }

    @Test(arguments: [
        (["--region", "eu-west-3"], ["AWS_REGION": "eu-west-3", "AWS_ENDPOINT_URL_SQS": "http://localhost:1"]),
        (
            ["--endpoint-url", "http://localhost:2"],
            ["AWS_REGION": "us-east-1", "AWS_ENDPOINT_URL_SQS": "http://localhost:2"]
        ),
        ([], ["AWS_REGION": "us-east-1", "AWS_ENDPOINT_URL_SQS": "http://localhost:1"]),
    ])
    func `where SQS is can be said by option too`(arguments: [String], expected: [String: String]) throws {
        let options = try EndpointOptions.parse(arguments)
        let environment = ["AWS_REGION": "us-east-1", "AWS_ENDPOINT_URL_SQS": "http://localhost:1"]
        #expect(options.apply(to: environment) == expected)
    }

    @Test func `an endpoint that is given as an option is used, whatever the environment has to say of endpoints`()
        throws
    {
        let options = try EndpointOptions.parse(["--endpoint-url", "http://localhost:2"])
        let environment = ["AWS_REGION": "us-east-1", "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "true"]
        #expect(
            try Endpoint.resolve(service: "sqs", environment: options.apply(to: environment)).url
                == "http://localhost:2/"
        )
    }
}

extension Setting {
    /// The option's name as the variable's implies it.
    fileprivate var option: String { rawValue.lowercased().replacing("_", with: "-") }
}
