import Support
import Testing

extension EndToEndTests {
    @Suite struct BinaryTests {
        @Test func `the program does not link Foundation's ICU half`() async throws {
            let libraries = try await Subprocess.run(
                try SystemProgram.path(of: "ldd"),
                [try ProgramUnderTest.path]
            )
            #expect(libraries.succeeded, "\(libraries.errors)")
            #expect(libraries.output.contains("libcurl.so"))
            for forbidden in ["FoundationICU", "FoundationInternationalization", "libFoundation.so", "libicu"] {
                #expect(!libraries.output.contains(forbidden), "\(forbidden)")
            }
            // Linked statically, ICU's data still carries its version in its name: icudt74l.
            let search = try await Subprocess.run(
                try SystemProgram.path(of: "grep"),
                ["-qaE", "icudt[0-9]+", try ProgramUnderTest.path],
                environment: ["LC_ALL": "C"]
            )
            #expect(search.ending == .exited(1), "found, or could not be looked for")
        }
    }
}
