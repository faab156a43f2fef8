import YAML

/// The settings of a file, as `CONFIG_FILE` names it: a flat mapping of the variables' names in lower case.
///
///     # What a variable or an option says wins over this.
///     sqs_queue_name: orders
///     sqs_wait_time_seconds: 10
///     listen_address: [":8080", "[::1]:9090"]
struct ConfigurationFile {
    /// A value as a variable would hold it, and where it stands.
    struct Entry: Equatable {
        var text: String
        var line: Int
    }

    let path: String
    private(set) var entries: [Setting: Entry] = [:]

    /// Reads the bytes of a file.
    ///
    /// - Throws: ``ConfigurationError`` with every mistake in the form of the file; whether the values make sense,
    ///   ``SettingReader`` finds.
    init(_ bytes: [UInt8], path: String) throws(ConfigurationError) {
        self.path = path
        let node: YAMLNode?
        do throws(YAMLError) {
            node = try YAMLNode.parse(bytes)
        } catch {
            throw ConfigurationError(mistakes: ["\(path):\(error.position.line): \(error.message)"])
        }
        guard let node, !node.isNull else { return }
        guard case .mapping(let written) = node.content else {
            throw ConfigurationError(mistakes: ["\(path):\(node.position.line): write settings as key: value"])
        }
        var mistakes: [String] = []
        for entry in written {
            do throws(ConfigurationFileMistake) {
                try add(entry)
            } catch {
                mistakes.append("\(path):\(entry.position.line): \(error)")
            }
        }
        guard mistakes.isEmpty else { throw ConfigurationError(mistakes: mistakes) }
    }

    /// `/etc/sqs-exporter.yml:3`.
    func place(_ entry: Entry) -> String { "\(path):\(entry.line)" }

    private mutating func add(_ entry: YAMLEntry) throws(ConfigurationFileMistake) {
        guard let setting = Setting.allCases.first(where: { $0.fileKey == entry.key }) else {
            if entry.key.lowercased().hasPrefix("aws_") { throw .amazons(entry.key) }
            throw .unknown(entry.key, nearest: Setting.nearest(to: entry.key))
        }
        guard setting != .configFile else { throw .namesAFile }
        guard let text = try Self.text(entry, of: setting), !text.isEmpty else { return }
        entries[setting] = Entry(text: text, line: entry.position.line)
    }

    /// Nil for a key without a value, which is as if it were not there.
    private static func text(_ entry: YAMLEntry, of setting: Setting) throws(ConfigurationFileMistake) -> String? {
        switch entry.value.content {
        case .scalar(let scalar): return scalar.isNull ? nil : scalar.text
        case .sequence(let elements) where setting == .listenAddress:
            var texts: [String] = []
            for element in elements {
                guard case .scalar(let scalar) = element.content, !scalar.isNull else { throw .noText(entry.key) }
                texts.append(scalar.text)
            }
            return texts.joined(separator: ",")
        case .sequence, .mapping: throw .noText(entry.key)
        }
    }
}
