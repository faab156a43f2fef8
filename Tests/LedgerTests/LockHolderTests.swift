import Testing

@testable import Ledger

@Suite struct LockHolderTests {
    private let locks = """
        1: POSIX  ADVISORY  READ 17 fe:00:42 128 128
        2: FLOCK  ADVISORY  WRITE 18 fe:00:42 0 EOF
        3: POSIX  ADVISORY  WRITE 19 fe:00:43 1073741826 1073742335
        4: POSIX  ADVISORY  WRITE 20 fe:00:42 1073741826 1073742335

        """

    @Test func `the process that locks SQLite's bytes of the file is found`() {
        #expect(LockHolder.find(inode: 42, in: locks) == 20)
        #expect(LockHolder.find(inode: 44, in: locks) == nil)
    }
}
