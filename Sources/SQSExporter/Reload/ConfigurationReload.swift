import Glibc
import Logging
import Web

/// Reads the configuration again and applies what can change, at SIGHUP or a request; a mistake in it changes nothing.
actor ConfigurationReload: Lifecycle {
    private let sources: ConfigurationSources
    /// The settings that hold now.
    private var texts: [Setting: String]
    private let live: LiveSettings
    private let metrics: ReloadMetrics
    private let logger: Logger
    private var isQuitting = false
    /// How many reloads have begun, and which was the last that came to a decision: one that began before it read what
    /// is older, and may not undo it.
    private var begun = 0
    private var decided = 0

    init(
        sources: ConfigurationSources,
        running: ExporterConfiguration,
        live: LiveSettings,
        metrics: ReloadMetrics,
        logger: Logger
    ) {
        self.sources = sources
        texts = running.texts
        self.live = live
        self.metrics = metrics
        self.logger = logger
    }

    /// Reads the configuration and applies it; one that began earlier and reads longer changes nothing any more.
    func reload() async throws(ReloadRefused) -> ReloadReport {
        begun += 1
        let own = begun
        let configuration: ExporterConfiguration
        do throws(ConfigurationError) {
            configuration = try await sources.read()
        } catch {
            for mistake in error.mistakes {
                logger.error("the configuration is not reloaded", metadata: ["mistake": "\(mistake)"])
            }
            if own > decided {
                decided = own
                metrics.failed()
            }
            throw ReloadRefused(mistakes: error.mistakes)
        }
        guard own > decided else { return ReloadReport() }
        decided = own
        return apply(configuration)
    }

    /// Reloads at SIGHUP; the log says what came of it.
    func hungUp() async {
        _ = try? await reload()
    }

    /// By the signal that anything else would send, so that nothing differs: the last resort is armed by it too.
    func quit() {
        guard !isQuitting else { return }
        isQuitting = true
        logger.notice("asked to quit")
        kill(getpid(), SIGTERM)
    }

    private func apply(_ configuration: ExporterConfiguration) -> ReloadReport {
        let changed = Setting.allCases.filter { texts[$0] != configuration.texts[$0] }
        live.apply(configuration)
        for setting in LiveSettings.all { texts[setting] = configuration.texts[setting] }
        let report = ReloadReport(
            applied: changed.filter(LiveSettings.all.contains).map(\.rawValue),
            needRestart: changed.filter { !LiveSettings.all.contains($0) }.map(\.rawValue)
        )
        logger.notice("configuration reloaded", metadata: ["applied": "\(report.applied.listed)"])
        if !report.needRestart.isEmpty {
            logger.warning(
                "changed settings hold from the next start on: restart the exporter",
                metadata: ["settings": "\(report.needRestart.listed)"]
            )
        }
        metrics.succeeded(now: WallClock.now())
        return report
    }
}

extension [String] {
    fileprivate var listed: String { isEmpty ? "nothing" : joined(separator: ", ") }
}
