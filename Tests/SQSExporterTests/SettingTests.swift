import AWS
import ArgumentParser
import Testing

@testable import SQSExporter

@Suite struct SettingTests {
    @Test(arguments: Setting.allCases)
    func `help names the setting's option, its variable and its default`(setting: Setting) {
        let help = Serve.helpMessage(columns: 1000)
        let fallback = setting.defaultValue.map { ", default \($0)" } ?? ""
        let conventional = setting.isFlag ? nil : setting.conventionalName.map { ", --\($0)" }
        #expect(help.contains("--\(setting.option)\(conventional ?? "") <value>"))
        #expect(help.contains("\(setting.help) (env \(setting.rawValue)\(fallback))"))
    }

    @Test(arguments: Setting.allCases)
    func `the option of a setting sets this one and no other`(setting: Setting) throws {
        let serve = try #require(try Serve.parse(["--\(setting.option)", "x"]) as Serve?)
        #expect(serve.settings.values == [setting: "x"])
    }

    @Test(arguments: [
        ("web.listen-address", Setting.listenAddress), ("web.telemetry-path", .telemetryPath), ("log.level", .logLevel),
        ("log.format", .logFormat), ("config.file", .configFile), ("web.config.file", .webConfigFile),
        ("web.max-requests", .maxRequests),
    ])
    func `the name that Prometheus's programs have for it sets it too`(name: String, setting: Setting) throws {
        #expect(setting.conventionalName == name)
        #expect(try Serve.parse(["--\(name)", "x"]).settings.values == [setting: "x"])
        #expect(try Serve.parse(["--\(name)=x"]).settings.values == [setting: "x"])
    }

    @Test(arguments: [
        ("web.systemd-socket", Setting.systemdSocket), ("web.enable-lifecycle", .enableLifecycle),
        ("web.disable-exporter-metrics", .disableExporterMetrics),
    ])
    func `what is true or false is a flag under that name`(name: String, setting: Setting) throws {
        #expect(setting.conventionalName == name)
        #expect(setting.isFlag)
        #expect(try Serve.parse(["--\(name)"]).given == [setting: "true"])
        #expect(try Serve.parse(["--no-\(name)"]).given == [setting: "false"])
        #expect(try Serve.parse(["--no-\(name)", "--\(setting.option)", "true"]).given == [setting: "false"])
    }

    @Test func `addresses add up, whatever their options are called`() throws {
        let arguments = ["--web.listen-address", ":1", "--listen-address", ":2,:3", "--web.listen-address=:4"]
        #expect(try Serve.parse(arguments).given == [.listenAddress: ":1,:2,:3,:4"])
    }

    @Test func `an option that is not given sets nothing`() throws {
        #expect(try Serve.parse([]).given.isEmpty)
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
