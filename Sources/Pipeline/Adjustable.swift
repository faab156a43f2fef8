import Synchronization

/// A setting that can change while the program runs.
package final class Adjustable<Value: Sendable>: Sendable {
    private let stored: Mutex<Value>

    /// Starts out with a value.
    package init(_ value: Value) {
        stored = Mutex(value)
    }

    /// What holds now.
    package var value: Value {
        get { stored.withLock { $0 } }
        set { stored.withLock { $0 = newValue } }
    }
}
