import CLink
import Glibc

/// Gives back the memory of what only starting needs.
///
/// Linking, reading the command line and finding Swift's conformances touch most of the program and its libraries once,
/// and these pages stay resident although they are unchanged copies of files. Told so, the kernel drops them: an idle
/// exporter then takes 23 MB and not 35. What is needed again comes back from the page cache.
enum StartupPages {
    /// Drops the resident pages of segments that nobody can write to; costs some page faults later.
    ///
    /// Nothing is unloaded meanwhile: the linker holds its lock while it tells of its segments (dl_iterate_phdr(3)).
    static func release() {
        unsafe dl_iterate_phdr(
            { object, _, _ in
                guard let object = unsafe object?.pointee else { return 0 }
                for index in 0..<Int(unsafe object.segmentCount) {
                    let segment = unsafe object.segments[index]
                    guard segment.p_type == PT_LOAD, segment.p_flags & Elf64_Word(PF_W) == 0 else { continue }
                    let start = unsafe UInt(object.address + segment.p_vaddr)
                    StartupPages.drop(from: start, count: UInt(segment.p_memsz))
                }
                return 0
            },
            nil
        )
    }

    /// Drops the whole pages within a range; the others may hold what belongs to a neighbour.
    private static func drop(from start: UInt, count: UInt) {
        let page = UInt(sysconf(Int32(_SC_PAGESIZE)))
        let first = (start + page - 1) / page * page
        let end = (start + count) / page * page
        guard first < end, let address = unsafe UnsafeMutableRawPointer(bitPattern: first) else { return }
        unsafe madvise(address, Int(end - first), MADV_DONTNEED)
    }
}
