import Foundation
import Instruments
import Testing

@Suite struct ProcessCollectorTests {
    @Test func `reads the files of proc as its manual says`() throws {
        try withProcfs(files) { collector in
            #expect(
                values(of: collector) == [
                    "process_cpu_seconds_total": 3.75,
                    "process_open_fds": 3,
                    "process_max_fds": 1024,
                    "process_virtual_memory_bytes": 123_904_000,
                    "process_virtual_memory_max_bytes": Double(UInt64.max),
                    "process_resident_memory_bytes": 20_971_520,
                    "process_start_time_seconds": 1_600_000_123.45,
                    "process_threads": 7,
                ]
            )
        }
    }

    @Test(arguments: [
        (
            "self/stat",
            [
                "process_max_fds", "process_open_fds", "process_resident_memory_bytes",
                "process_virtual_memory_max_bytes",
            ]
        ),
        (
            "self/status",
            [
                "process_cpu_seconds_total", "process_max_fds", "process_open_fds", "process_start_time_seconds",
                "process_threads", "process_virtual_memory_bytes", "process_virtual_memory_max_bytes",
            ]
        ),
        (
            "self/limits",
            [
                "process_cpu_seconds_total", "process_open_fds", "process_resident_memory_bytes",
                "process_start_time_seconds", "process_threads", "process_virtual_memory_bytes",
            ]
        ),
        (
            "stat",
            [
                "process_cpu_seconds_total", "process_max_fds", "process_open_fds", "process_resident_memory_bytes",
                "process_threads", "process_virtual_memory_bytes", "process_virtual_memory_max_bytes",
            ]
        ),
    ])
    func `leaves out what a missing or garbled file does not tell`(file: String, left: [String]) throws {
        for content in [nil, "", "garbage ) (", "1 (x) S"] {
            var files = files
            files[file] = content
            try withProcfs(files) { collector in
                #expect(values(of: collector).keys.sorted() == left)
            }
        }
    }

    @Test func `gives nothing where there is no proc`() {
        #expect(values(of: ProcessCollector(procfs: "/nowhere")).isEmpty)
    }

    @Test func `a registry takes all its families, and shows them as they are described`() throws {
        try withProcfs(files) { collector in
            let registry = Registry()
            try registry.register(collector)
            let shown = registry.snapshot().map(\.description)
            #expect(shown.count == 8)
            #expect(shown == collector.descriptions.sorted { $0.name < $1.name })
            #expect(shown == registry.descriptions)
        }
    }

    @Test(.enabled(if: FileManager.default.fileExists(atPath: "/proc/self/stat")))
    func `tells about this process`() throws {
        let values = values(of: ProcessCollector())
        #expect(values.count == 8)
        #expect(try #require(values["process_threads"]) >= 1)
        #expect(try #require(values["process_resident_memory_bytes"]) > 1_000_000)
        let age = Date().timeIntervalSince1970 - (try #require(values["process_start_time_seconds"]))
        #expect(age > -2 && age < 86_400)
    }
}

// A file name may hold blanks and parentheses.
private let files = [
    "stat": "cpu  1 2 3\nbtime 1600000000\nprocesses 5\n",
    "self/stat": """
    42 (a ) (b) S 1 42 42 0 -1 4194304 100 0 0 0 250 125 0 0 20 0 7 0 12345 123904000 5120 18446744073709551615 1 1 0

    """,
    "self/status": "Name:\ta\nVmSize:\t  121000 kB\nVmRSS:\t   20480 kB\nThreads:\t7\n",
    "self/limits": """
    Limit                     Soft Limit           Hard Limit           Units
    Max open files            1024                 524288               files
    Max address space         unlimited            unlimited            bytes

    """,
    // Three descriptors and the one that lists them.
    "self/fd/0": "", "self/fd/1": "", "self/fd/2": "", "self/fd/3": "",
]

private func withProcfs(_ files: [String: String], _ body: (ProcessCollector) throws -> Void) throws {
    let root = FileManager.default.temporaryDirectory.appending(path: "procfs-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: root) }
    for (path, content) in files {
        let file = root.appending(path: path)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(content.utf8).write(to: file)
    }
    try body(ProcessCollector(procfs: root.path))
}

private func values(of collector: ProcessCollector) -> [String: Double] {
    var values: [String: Double] = [:]
    for family in collector.collect() {
        switch family.points {
        case .counters(let series), .gauges(let series): values[family.description.name] = series.first?.value
        case .histograms: Issue.record("\(family.description.name) is a histogram")
        }
    }
    return values
}
