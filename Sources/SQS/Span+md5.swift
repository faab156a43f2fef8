import Crypto
import JSON

extension Span<UInt8> {
    /// Whether the MD5 of these bytes is the one written in `hexadecimal`, 32 digits of either case.
    func hasMD5(_ hexadecimal: Span<UInt8>) -> Bool {
        guard hexadecimal.count == 2 * Insecure.MD5.byteCount else { return false }
        // The pointer does not leave the closure.
        let digest = unsafe bytes.withUnsafeBytes { body in
            var hasher = Insecure.MD5()
            unsafe hasher.update(bufferPointer: body)
            return hasher.finalize()
        }
        var index = 0
        for byte in digest {
            guard
                hexadecimal[index].hexadecimalValue == byte >> 4, hexadecimal[index + 1].hexadecimalValue == byte & 15
            else { return false }
            index += 2
        }
        return true
    }
}
