import NIOCore

/// A command and its arguments, any bytes each.
package struct RedisCommand: Equatable, Sendable {
    /// The name first.
    package var words: [[UInt8]]

    /// A command of arguments that may hold any bytes.
    package init(_ name: String, _ arguments: [[UInt8]] = []) {
        words = [Array(name.utf8)] + arguments
    }

    /// A command of arguments that are text.
    package init(_ name: String, _ arguments: String...) {
        self.init(name, arguments.map { Array($0.utf8) })
    }

    /// Writes an array of bulk strings, which is what a command is to every version of the protocol.
    func write(to buffer: inout ByteBuffer) {
        buffer.writeString("*\(words.count)\r\n")
        for word in words {
            buffer.writeString("$\(word.count)\r\n")
            buffer.writeBytes(word)
            buffer.writeString("\r\n")
        }
    }
}
