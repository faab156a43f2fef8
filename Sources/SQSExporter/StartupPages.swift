import FoundationEssentials
import Glibc

/// Gives back the memory of code that only starting needs.
///
/// Linking, reading the command line and finding Swift's conformances touch most of the program once, and its pages stay
/// resident although they are unchanged copies of a file. Told so, the kernel drops them: an idle exporter then takes 28 MB
/// and not 32. Code that is needed again comes back from the page cache.
enum StartupPages {
    /// Drops the resident pages of all executable mappings of files; costs some page faults later, and cannot fail.
    static func release() {
        let maps = FileManager.default.contents(atPath: "/proc/self/maps") ?? Data()
        for range in executableMappings(String(decoding: maps, as: UTF8.self)) {
            guard let start = unsafe UnsafeMutableRawPointer(bitPattern: range.lowerBound) else { continue }
            unsafe madvise(start, range.count, MADV_DONTNEED)
        }
    }

    /// The addresses of executable mappings of files, from the text of `/proc/self/maps` (proc(5)).
    ///
    ///     7f0f15c28000-7f0f15d7d000 r-xp 00028000 fe:00 1311 /usr/lib/x86_64-linux-gnu/libc.so.6
    ///
    /// Only those that nobody can write to: a page that was changed, by the linker for one, is in no file.
    static func executableMappings(_ maps: String) -> [Range<UInt>] {
        maps.split(separator: "\n").compactMap { line in
            let fields = line.split(separator: " ", maxSplits: 5, omittingEmptySubsequences: true)
            guard fields.count == 6, fields[1] == "r-xp", fields[5].contains("/") else { return nil }
            let bounds = fields[0].split(separator: "-").compactMap { UInt($0, radix: 16) }
            guard bounds.count == 2, bounds[0] < bounds[1] else { return nil }
            return bounds[0]..<bounds[1]
        }
    }
}
