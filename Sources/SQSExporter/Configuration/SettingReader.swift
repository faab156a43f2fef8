import Configuration

/// Reads settings, option before environment before file before default, and collects every mistake.
struct SettingReader {
    private let reader: ConfigReader
    /// Settings that an option or the environment decides.
    private let decided: Set<Setting>
    private let file: ConfigurationFile?
    private(set) var mistakes: [String] = []

    init(options: [Setting: String], environment: [String: String], file: ConfigurationFile? = nil) {
        let given = options.map { setting, value in
            (AbsoluteConfigKey(setting.key), ConfigValue(.string(value), isSecret: false))
        }
        let written = (file?.entries ?? [:]).map { setting, entry in
            (AbsoluteConfigKey(setting.key), ConfigValue(.string(entry.text), isSecret: false))
        }
        // An empty variable counts as unset, as compose files leave them.
        let environment = environment.filter { !$0.value.isEmpty }
        self.file = file
        decided = Set(Setting.allCases.filter { options[$0] != nil || environment[$0.rawValue] != nil })
        reader = ConfigReader(providers: [
            InMemoryProvider(values: Dictionary(uniqueKeysWithValues: given)),
            EnvironmentVariablesProvider(environmentVariables: environment),
            InMemoryProvider(values: Dictionary(uniqueKeysWithValues: written)),
        ])
    }

    /// The text of a setting; an empty option is the default, whatever else is set.
    func text(_ setting: Setting) -> String? {
        guard let value = reader.string(forKey: setting.key), !value.isEmpty else { return setting.defaultValue }
        return value
    }

    /// Every setting that has a text.
    var texts: [Setting: String] {
        Dictionary(uniqueKeysWithValues: Setting.allCases.compactMap { setting in text(setting).map { (setting, $0) } })
    }

    /// A whole number within limits; the lower limit when it is none, with the mistake noted.
    mutating func integer(_ setting: Setting, in limits: ClosedRange<Int>) -> Int {
        let text = text(setting) ?? ""
        guard let number = Int(text), limits.contains(number) else {
            note(setting, "is \"\(text)\"; write a whole number from \(limits.lowerBound) to \(limits.upperBound)")
            return limits.lowerBound
        }
        return number
    }

    /// True or false, by one of the usual words; false when it is none, with the mistake noted.
    mutating func flag(_ setting: Setting) -> Bool {
        switch text(setting)?.lowercased() {
        case "true", "1", "yes": return true
        case "false", "0", "no": return false
        case let other:
            note(setting, "is \"\(other ?? "")\"; write true or false")
            return false
        }
    }

    /// One of the cases by raw value; nil when it is none, with the mistake noted.
    ///
    /// - Parameter synonyms: other spellings, by what they mean.
    mutating func choice<Choice: RawRepresentable & CaseIterable>(
        _ setting: Setting,
        of _: Choice.Type = Choice.self,
        synonyms: [String: Choice] = [:]
    ) -> Choice? where Choice.RawValue == String {
        let text = text(setting) ?? ""
        if let choice = Choice(rawValue: text.lowercased()) ?? synonyms[text.lowercased()] { return choice }
        let choices = Choice.allCases.map(\.rawValue).joined(separator: ", ")
        note(setting, "is \"\(text)\"; write one of \(choices)")
        return nil
    }

    /// Notes what is wrong with a setting and how to mend it; the file is named where it decides.
    mutating func note(_ setting: Setting, _ mistake: String) {
        guard !decided.contains(setting), let file, let entry = file.entries[setting] else {
            return mistakes.append("\(setting.rawValue) \(mistake)")
        }
        mistakes.append("\(file.place(entry)): \(setting.fileKey) \(mistake)")
    }

    /// Notes what is wrong with something that is no setting of ours.
    mutating func note(_ mistake: String) {
        mistakes.append(mistake)
    }
}

extension Setting {
    /// `sqs.queue.name`, which the environment spells `SQS_QUEUE_NAME`.
    fileprivate var key: ConfigKey { ConfigKey(rawValue.lowercased().replacing("_", with: ".")) }
}
