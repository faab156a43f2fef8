/// What Linux tells of a process in the files of its directory under `/proc`, as the texts of these files.
///
/// Each figure is nil when its file is missing or does not read as proc(5) says. Numbers stay `Double`, as exposed.
struct ProcessFigures {
    /// `/proc/self/stat`: one line of fields.
    var stat: String?
    /// `/proc/self/status`: lines of `Name: value`.
    var status: String?
    /// `/proc/self/limits`: a table of soft and hard limits.
    var limits: String?

    /// User and system time.
    var cpuSeconds: Double? {
        guard let user = statField(14), let system = statField(15) else { return nil }
        return (user + system) / Self.ticksPerSecond
    }

    var threads: Double? { statField(20) }

    /// From the start of the system to that of the process.
    var startSecondsAfterBoot: Double? {
        statField(22).map { $0 / Self.ticksPerSecond }
    }

    var virtualBytes: Double? { statField(23) }

    /// From `status`, which counts in kibibytes, because `stat` counts pages of a size it does not tell.
    var residentBytes: Double? {
        guard let fields = Self.fields(after: "VmRSS:", in: status), fields.last == "kB" else { return nil }
        return fields.first.flatMap { Double($0) }.map { $0 * 1024 }
    }

    var maximumDescriptors: Double? { softLimit("Max open files") }

    var maximumVirtualBytes: Double? { softLimit("Max address space") }

    /// When the system started, in seconds since 1970, by the text of `/proc/stat`.
    static func bootSeconds(systemStat: String?) -> Double? {
        fields(after: "btime", in: systemStat)?.first.flatMap { Double($0) }
    }

    // The kernel converts to this unit for user space on every architecture Swift runs on (USER_HZ).
    private static let ticksPerSecond: Double = 100

    /// A field by its number in proc(5), from 4 on; the second is a file name in parentheses and may hold anything.
    private func statField(_ number: Int) -> Double? {
        guard let stat, let parenthesis = stat.lastIndex(of: ")") else { return nil }
        let fields = stat[parenthesis...].split(whereSeparator: \.isWhitespace)
        guard number - 2 < fields.count else { return nil }
        return Double(fields[number - 2])
    }

    /// No limit is the largest number of 64 bits, as the kernel has it and other exporters show it.
    private func softLimit(_ name: String) -> Double? {
        guard let limit = Self.fields(after: name, in: limits)?.first else { return nil }
        return limit == "unlimited" ? Double(UInt64.max) : Double(limit)
    }

    private static func fields(after name: String, in text: String?) -> [Substring]? {
        let line = text?.split(separator: "\n").first { $0.hasPrefix(name) }
        return line?.dropFirst(name.count).split(whereSeparator: \.isWhitespace)
    }
}
