import Instruments
import Testing

@Suite struct RegistrationTests {
    typealias Rule = RegistrationError.Rule

    @Test(arguments: [
        (describe(.counter, "events_total"), nil),
        (describe(.gauge, "_a9"), nil),
        (describe(.gauge, ""), Rule.nameGrammar),
        (describe(.gauge, "9lives"), .nameGrammar),
        (describe(.gauge, "queue-depth"), .nameGrammar),
        (describe(.gauge, "tiefe_ä"), .nameGrammar),
        (describe(.gauge, "a\n"), .nameGrammar),
        (describe(.counter, "_total"), .nameGrammar),
        (describe(.gauge, "job:depth"), .colonInName),
        (describe(.counter, ":events_total"), .colonInName),
        (describe(.counter, "events"), .counterWithoutTotal),
        (describe(.counter, "events_Total"), .counterWithoutTotal),
        (describe(.gauge, "depth_total"), .totalWithoutCounter),
        (describe(.histogram, "lag_total"), .totalWithoutCounter),
        (describe(.gauge, "lag_bucket"), .reservedEnding("_bucket")),
        (describe(.gauge, "lag_count"), .reservedEnding("_count")),
        (describe(.gauge, "lag_sum"), .reservedEnding("_sum")),
        (describe(.counter, "lag_sum_total"), .reservedEnding("_sum")),
        (describe(.histogram, "receive_count"), nil),
        (describe(.gauge, "depth", help: ""), .emptyHelp),
        (describe(.gauge, "depth", help: " \n\t"), .emptyHelp),
    ])
    func `a family's name and help keep to the rules`(description: FamilyDescription, rule: Rule?) {
        #expect(refusal(of: [description]) == rule.map { RegistrationError(name: description.name, rule: $0) })
    }

    @Test(arguments: [
        (["queue", "_x9"], nil),
        ([""], Rule.labelGrammar("")),
        (["9"], .labelGrammar("9")),
        (["event-type"], .labelGrammar("event-type")),
        (["a:b"], .labelGrammar("a:b")),
        (["größe"], .labelGrammar("größe")),
        (["__name__"], .reservedLabel("__name__")),
        (["le"], .reservedLabel("le")),
        (["queue", "quantile"], .reservedLabel("quantile")),
        (["a", "b", "a"], .repeatedLabel("a")),
    ])
    func `label names keep to the rules`(labels: [String], rule: Rule?) {
        for (type, name) in [(FamilyDescription.MetricType.counter, "x_total"), (.gauge, "x"), (.histogram, "x")] {
            let description = FamilyDescription(type, name, help: "X.", labelNames: labels)
            #expect(refusal(of: [description]) == rule.map { RegistrationError(name: name, rule: $0) })
        }
    }

    @Test(arguments: [
        ("events_total", "events_total", Rule.registeredAlready),
        ("events_total", "events", .clash(with: "events_total", on: "events")),
        ("events_total", "events_created", .clash(with: "events_total", on: "events_created")),
        ("events", "events_total", .clash(with: "events", on: "events")),
        ("lag{}", "lag", .registeredAlready),
        ("lag{}", "lag_created", .clash(with: "lag", on: "lag_created")),
        ("lag{}", "lag_count{}", .clash(with: "lag", on: "lag_count")),
        ("lag_count{}", "lag{}", .clash(with: "lag_count", on: "lag_count")),
        ("lag{}", "lag_total", .clash(with: "lag", on: "lag")),
        ("lag_total", "lag{}", .clash(with: "lag_total", on: "lag")),
        ("events_total", "events_value_total", nil),
        ("event_value{}", "events_value_total", nil),
    ])
    func `two families share no name in any format`(first: String, second: String, rule: Rule?) {
        let name = describe(second).name
        #expect(
            refusal(of: [describe(first), describe(second)]) == rule.map { RegistrationError(name: name, rule: $0) }
        )
    }

    @Test(arguments: [
        ("lag_seconds", nil, "seconds"),
        ("cpu_seconds_total", nil, "seconds"),
        ("body_bytes", nil, "bytes"),
        ("hit_ratio", nil, "ratio"),
        ("events_total", nil, nil),
        ("seconds", nil, nil),
        ("queue_messages", "messages", "messages"),
    ])
    func `the unit is what the name ends in`(name: String, given: String?, unit: String?) throws {
        let type: FamilyDescription.MetricType = name.hasSuffix("_total") ? .counter : .gauge
        let description = FamilyDescription(type, name, help: "X.", unit: given)
        #expect(description.unit == unit)
        #expect(refusal(of: [description]) == nil)
    }

    @Test(arguments: ["seconds", "", "depth"])
    func `refuses a unit the name does not end in`(unit: String) {
        let description = FamilyDescription(.gauge, "depth", help: "X.", unit: unit)
        #expect(refusal(of: [description]) == RegistrationError(name: "depth", rule: .unitNotInName(unit)))
    }

    @Test func `refuses buckets that are none`() {
        #expect(throws: RegistrationError(name: "lag", rule: .buckets(.noBounds))) {
            try Registry().histogram("lag", help: "Lag.", buckets: [])
        }
    }

    @Test func `a refused collector leaves nothing behind`() throws {
        let registry = Registry()
        let collector = Fixed([describe(.gauge, "good"), describe(.gauge, "bad-name")])
        #expect(throws: RegistrationError(name: "bad-name", rule: .nameGrammar)) { try registry.register(collector) }
        #expect(registry.snapshot().isEmpty)
        try registry.register(Fixed([describe(.gauge, "good")]))
    }

    @Test func `an error names the family and the rule`() {
        let error = RegistrationError(name: "events", rule: .counterWithoutTotal)
        #expect("\(error)" == #"metric "events": a counter ends in _total"#)
        let clash = RegistrationError(name: "lag_count", rule: .clash(with: "lag", on: "lag_count"))
        #expect("\(clash)" == #"metric "lag_count": lag uses the name lag_count too"#)
    }
}

private struct Fixed: Collector {
    let descriptions: [FamilyDescription]

    init(_ descriptions: [FamilyDescription]) {
        self.descriptions = descriptions
    }

    func collect() -> [FamilySnapshot] { [] }
}

/// The error of the last registration; the ones before must succeed.
private func refusal(of descriptions: [FamilyDescription]) -> RegistrationError? {
    let registry = Registry()
    for (index, description) in descriptions.enumerated() {
        do throws(RegistrationError) {
            try registry.register(Fixed([description]))
        } catch {
            #expect(index == descriptions.count - 1)
            return error
        }
    }
    return nil
}

private func describe(_ type: FamilyDescription.MetricType, _ name: String, help: String = "X.") -> FamilyDescription {
    FamilyDescription(type, name, help: help)
}

/// A counter, if the name says so, a histogram, if it is followed by `{}`, or a gauge.
private func describe(_ name: String) -> FamilyDescription {
    if name.hasSuffix("{}") {
        describe(.histogram, String(name.dropLast(2)))
    } else {
        describe(name.hasSuffix("_total") ? .counter : .gauge, name)
    }
}
