package import AWS
import ServiceLifecycle

extension RetryPolicy {
    /// The standard policy, but that no receive is sent again once shutdown has begun; what is left to delete still is.
    package static var receivingUntilShutdown: RetryPolicy {
        RetryPolicy { duration, call in
            guard call.isLongPoll else { return await sleep(duration, before: call) }
            await Pipeline.pause(for: duration)
            return !Task.isShuttingDownGracefully && !Task.isCancelled
        }
    }
}
