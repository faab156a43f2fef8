import Foundation

/// What whoever runs the tests can set: seeds, and how long a long one takes.
package enum TestEnvironment {
    /// Whether the tests run under the thread sanitizer, which makes everything several times slower and larger.
    package static var isSanitized: Bool { ProcessInfo.processInfo.environment["TSAN_OPTIONS"] != nil }

    /// The whole number in a variable; nil where there is none.
    package static func number<Number: FixedWidthInteger>(_ name: String, as _: Number.Type = Number.self) -> Number? {
        ProcessInfo.processInfo.environment[name].flatMap { Number($0) }
    }
}
