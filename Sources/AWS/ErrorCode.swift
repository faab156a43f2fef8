/// The ways one error code is written, made one.
enum ErrorCode {
    /// Cuts a code to its bare name: `com.amazonaws.sqs#QueueDoesNotExist` and `QueueDoesNotExist:http://…` are
    /// `QueueDoesNotExist`, `AWS.SimpleQueueService.NonExistentQueue` is `NonExistentQueue`.
    static func bare(_ code: String) -> String {
        let beforeColon = code.prefix { $0 != ":" }
        let afterHash = beforeColon.split(separator: "#").last.map(String.init) ?? ""
        let legacy = "AWS.SimpleQueueService."
        return afterHash.hasPrefix(legacy) ? String(afterHash.dropFirst(legacy.count)) : afterHash
    }

    /// Drops the ending that some services put on a code and others leave off, so that both compare equal.
    static func stem(_ code: String) -> String {
        let ending = "Exception"
        return code.hasSuffix(ending) ? String(code.dropLast(ending.count)) : code
    }
}
