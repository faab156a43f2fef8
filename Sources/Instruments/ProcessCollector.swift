/// The `process_*` metrics that every Prometheus client library names alike, for the process it runs in.
///
/// Reads `/proc`, which the kernel computes without waiting for a disk; a figure that is not there is left out.
package struct ProcessCollector: Collector {
    private let directory: String
    /// Read once, for the clock it is told by may be set later.
    private let startSeconds: Double?

    /// Collects from a `proc` file system mounted at `directory`.
    package init(procfs directory: String = "/proc") {
        self.directory = directory
        let boot = ProcessFigures.bootSeconds(systemStat: ProcFile.text(at: directory + "/stat"))
        let start = ProcessFigures(stat: ProcFile.text(at: directory + "/self/stat")).startSecondsAfterBoot
        startSeconds = boot.flatMap { boot in start.map { boot + $0 } }
    }

    /// All of them, also those this machine cannot tell.
    package var descriptions: [FamilyDescription] { Self.metrics.map(\.description) }

    /// Reads the figures anew; a metric whose figure is not there is left out.
    package func collect() -> [FamilySnapshot] {
        let sample = Sample(
            figures: ProcessFigures(
                stat: ProcFile.text(at: directory + "/self/stat"),
                status: ProcFile.text(at: directory + "/self/status"),
                limits: ProcFile.text(at: directory + "/self/limits")
            ),
            openDescriptors: openDescriptors,
            startSeconds: startSeconds
        )
        return Self.metrics.compactMap { metric in
            metric.value(sample).map { value in
                var series = SeriesList<Double>(labelNames: [])
                series.append(value, createdSeconds: startSeconds ?? 0)
                return FamilySnapshot(
                    metric.description,
                    metric.description.type == .counter ? .counters(series) : .gauges(series)
                )
            }
        }
    }

    // Listing the directory opens it, and the list shows that too.
    private var openDescriptors: Double? {
        ProcFile.entryCount(at: directory + "/self/fd").map { Double($0 - 1) }
    }
}

extension ProcessCollector {
    private struct Sample {
        let figures: ProcessFigures
        let openDescriptors: Double?
        let startSeconds: Double?
    }

    private struct Metric: Sendable {
        let description: FamilyDescription
        let value: @Sendable (Sample) -> Double?

        init(
            _ type: FamilyDescription.MetricType,
            _ name: String,
            _ help: String,
            value: @escaping @Sendable (Sample) -> Double?
        ) {
            description = FamilyDescription(type, name, help: help)
            self.value = value
        }
    }

    private static let metrics = [
        Metric(.counter, "process_cpu_seconds_total", "User and system CPU time spent.") { $0.figures.cpuSeconds },
        Metric(.gauge, "process_open_fds", "Open file descriptors.") { $0.openDescriptors },
        Metric(.gauge, "process_max_fds", "Most file descriptors that may be open.") { $0.figures.maximumDescriptors },
        Metric(.gauge, "process_virtual_memory_bytes", "Size of the address space.") { $0.figures.virtualBytes },
        Metric(.gauge, "process_virtual_memory_max_bytes", "Largest size the address space may have.") {
            $0.figures.maximumVirtualBytes
        },
        Metric(.gauge, "process_resident_memory_bytes", "Memory held in RAM.") { $0.figures.residentBytes },
        Metric(.gauge, "process_start_time_seconds", "When the process started, since 1970-01-01 UTC.") {
            $0.startSeconds
        },
        Metric(.gauge, "process_threads", "Threads of the operating system.") { $0.figures.threads },
    ]
}
