import Crypto
import JSON

extension Span<UInt8> {
    /// Whether the MD5 of these bytes is the one written in `hexadecimal`, 32 digits of either case.
    func hasMD5(_ hexadecimal: Span<UInt8>) -> Bool {
        guard hexadecimal.count == 2 * Insecure.MD5.byteCount else { return false }
        // No pointer leaves its closure.
        let digest = unsafe bytes.withUnsafeBytes { body in
            var hasher = Insecure.MD5()
            unsafe hasher.update(bufferPointer: body)
            return hasher.finalize()
        }
        // A digest as a sequence is an array, allocated for every message.
        return unsafe digest.withUnsafeBytes { digest in
            for index in digest.indices {
                let byte = unsafe digest[index]
                guard
                    hexadecimal[2 * index].hexadecimalValue == byte >> 4,
                    hexadecimal[2 * index + 1].hexadecimalValue == byte & 15
                else { return false }
            }
            return true
        }
    }
}
