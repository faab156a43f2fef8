import ServiceLifecycle

/// Waits, but not into a shutdown.
func pause(for duration: Duration) async {
    try? await cancelWhenGracefulShutdown { try await Task.sleep(for: duration) }
}
