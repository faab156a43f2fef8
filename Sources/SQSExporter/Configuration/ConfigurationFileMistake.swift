/// What is wrong with one key of a file of settings; names keys, never values.
enum ConfigurationFileMistake: Error, Equatable, CustomStringConvertible {
    case unknown(String, nearest: Setting)
    case amazons(String)
    case namesAFile
    case noText(String)

    var description: String {
        switch self {
        case .unknown(let key, let nearest): "there is no setting \(key.prefix(80)); did you mean \(nearest.fileKey)?"
        case .amazons(let key):
            "\(key.prefix(80)) is AWS's: set it in the environment, which keeps secrets out of files of settings"
        case .namesAFile: "\(Setting.configFile.fileKey) names this file: set it in the environment or as an option"
        case .noText(let key): "\(key) must be one value: text, a number, true or false"
        }
    }
}

extension Setting {
    /// The key in a file: `sqs_queue_name` of `SQS_QUEUE_NAME`.
    var fileKey: String { rawValue.lowercased() }

    /// The setting whose key takes the fewest changes to become a text.
    static func nearest(to text: String) -> Setting {
        // A long text is near nothing, and its comparison would take long.
        let text = Array(text.lowercased().replacing("-", with: "_").utf8.prefix(80))
        let distances = allCases.map { (setting: $0, distance: distance(Array($0.fileKey.utf8), text)) }
        return distances.min { $0.distance < $1.distance }?.setting ?? .queueName
    }

    /// How many bytes are to be put in, taken out or replaced.
    private static func distance(_ one: [UInt8], _ other: [UInt8]) -> Int {
        var row = Array(0...other.count)
        for (line, byte) in one.enumerated() {
            var diagonal = row[0]
            row[0] = line + 1
            for column in other.indices {
                let replaced = diagonal + (byte == other[column] ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = min(replaced, row[column] + 1, diagonal + 1)
            }
        }
        return row[other.count]
    }
}
