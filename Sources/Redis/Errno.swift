import Glibc

/// The system's own words for an error number.
enum Errno {
    static func text(_ code: CInt) -> String {
        unsafe strerror(code).map { unsafe String(cString: $0) } ?? "error \(code)"
    }
}
