import ServiceLifecycle

/// Waits, but not into a shutdown, and not when the task has been cancelled.
package func pause(for duration: Duration) async {
    try? await cancelWhenGracefulShutdown { try await Task.sleep(for: duration) }
}
