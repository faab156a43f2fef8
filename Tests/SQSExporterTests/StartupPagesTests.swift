import Testing

@testable import SQSExporter

@Suite struct StartupPagesTests {
    @Test func `only executable mappings of files that nobody can write to are found`() {
        let maps = """
            55cb1a2b0000-55cb1a779000 r--p 00000000 fe:00 4711   /opt/a program/sqs-exporter
            55cb1a779000-55cb1b8af000 r-xp 004c8000 fe:00 4711   /opt/a program/sqs-exporter
            55cb1b8af000-55cb1b961000 rw-p 015fd000 fe:00 4711   /opt/a program/sqs-exporter
            7f0f00000000-7f0f00021000 rwxp 00000000 00:00 0
            7f0f15c28000-7f0f15d7d000 r-xp 00028000 fe:00 1311   /usr/lib/x86_64-linux-gnu/libc.so.6
            7ffd1b7f0000-7ffd1b7f2000 r-xp 00000000 00:00 0      [vdso]
            nonsense
            """
        #expect(
            StartupPages.executableMappings(maps) == [
                0x55cb_1a77_9000..<0x55cb_1b8a_f000, 0x7f0f_15c2_8000..<0x7f0f_15d7_d000,
            ]
        )
    }
}
