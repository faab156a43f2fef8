internal import CZlib

/// A gzip file (RFC 1952) in the making: bytes go in, and compressed ones come out as they are ready.
///
///     var stream = GzipStream()
///     for chunk in chunks { stream.compress(chunk.span, into: &output) }
///     stream.finish(into: &output)
///
/// It takes 260 kB while it lives.
@safe package struct GzipStream: ~Copyable {
    // In a place of its own, because zlib keeps a pointer back to it.
    private let stream: UnsafeMutablePointer<z_stream>

    /// Begins a file at zlib's level 1: a page of metrics shrinks to a tenth by it, and to little less at four times
    /// the cost.
    package init() {
        unsafe stream = .allocate(capacity: 1)
        unsafe stream.initialize(to: z_stream())
        let code = unsafe czlib_begin_gzip(stream, 1)
        precondition(code == Z_OK, "zlib refuses only where there is no memory")
    }

    deinit {
        unsafe deflateEnd(stream)
        unsafe stream.deallocate()
    }

    /// Takes bytes in, and appends what is ready; that may be nothing yet.
    package mutating func compress(_ input: Span<UInt8>, into output: inout [UInt8]) {
        unsafe input.withUnsafeBufferPointer { input in
            // zlib reads there and never writes.
            unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
            unsafe stream.pointee.avail_in = UInt32(input.count)
            deflate(Z_NO_FLUSH, into: &output)
        }
    }

    /// Appends what is left, and the checksum and the length of it all, by which a reader sees that nothing is missing.
    package consuming func finish(into output: inout [UInt8]) {
        unsafe stream.pointee.avail_in = 0
        deflate(Z_FINISH, into: &output)
    }

    /// Works until zlib leaves room in what it was given to fill: then it has nothing more to say.
    private func deflate(_ flush: Int32, into output: inout [UInt8]) {
        unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 16 * 1024) { room in
            repeat {
                unsafe stream.pointee.next_out = room.baseAddress
                unsafe stream.pointee.avail_out = UInt32(room.count)
                let code = unsafe CZlib.deflate(stream, flush)
                precondition(code != Z_STREAM_ERROR, "zlib's stream is in order")
                unsafe output.append(contentsOf: room.prefix(room.count - Int(stream.pointee.avail_out)))
            } while unsafe stream.pointee.avail_out == 0
        }
    }
}
