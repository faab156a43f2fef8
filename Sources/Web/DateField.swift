import Glibc

/// The value of a `Date` header field (RFC 9110 §5.6.7).
enum DateField {
    /// `Tue, 06 Oct 2020 10:02:05 GMT`, of a time in seconds since 1970.
    static func text(_ seconds: Int) -> String {
        var time = time_t(seconds)
        var parts = unsafe tm()
        unsafe gmtime_r(&time, &parts)
        // The process never chooses a locale, so names are the C locale's.
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: 64) { buffer, count in
            unsafe buffer.withMemoryRebound(to: CChar.self) { characters in
                unsafe count = strftime(characters.baseAddress, characters.count, "%a, %d %b %Y %H:%M:%S GMT", &parts)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// That of this second.
    static var now: String { text(time(nil)) }
}
