// swift-tools-version: 6.3

import PackageDescription

/// The modules, one room each.
///
/// Arrows point only at rooms named further up; there are no cycles.
let package = Package(
    name: "sqs-exporter",
    products: [
        .executable(name: "sqs-exporter", targets: ["SQSExporter"])
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0", traits: []),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.36.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(name: "CCrypt", pkgConfig: "libcrypt", providers: [.apt(["libcrypt-dev"])]),
        .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
        .systemLibrary(name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
        .systemLibrary(name: "CLink"),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .target(name: "Threads"),
        .target(name: "Files", dependencies: ["Threads"]),
        .target(name: "Curl", dependencies: ["CCurl", "Threads"]),
        .target(name: "JSON"),
        .target(name: "YAML", dependencies: ["CYAML"]),
        .target(name: "AWS", dependencies: ["Curl", crypto]),
        .target(name: "SQS", dependencies: ["AWS", "Curl", "JSON", crypto]),
        .target(name: "Events", dependencies: ["JSON"]),
        .target(name: "Gzip", dependencies: ["CZlib"]),
        .target(name: "Instruments"),
        .target(name: "Redis", dependencies: [nioCore, nioPosix, nioSSL]),
        .target(name: "Ledger", dependencies: ["CSQLite", "Events", "Instruments", "Redis", "Threads", crypto]),
        .target(name: "Exposition", dependencies: ["Instruments"]),
        .target(
            name: "Pipeline",
            dependencies: ["AWS", "SQS", "Events", "Instruments", "Ledger", logging, lifecycle]
        ),
        .target(
            name: "Web",
            dependencies: [
                "CCrypt", "Events", "Exposition", "Files", "Gzip", "Instruments", "JSON", "Threads", "YAML", crypto,
                hummingbird, lifecycle, logging, nioCore, nioHTTP1, nioPosix, nioSSL, nioTLS,
                .product(name: "HummingbirdCore", package: "hummingbird"),
            ],
            // Constants of the module: the program stays one file, and no bundle brings Foundation in.
            resources: [.embedInCode("Pages")]
        ),
        .target(name: "LocalSQS", dependencies: ["JSON", crypto, logging, nioCore, nioHTTP1, nioPosix]),
        .executableTarget(
            name: "SQSExporter",
            dependencies: [
                "AWS", "CLink", "Curl", "Events", "Exposition", "Files", "Instruments", "JSON", "Ledger", "LocalSQS",
                "Pipeline", "Redis", "SQS", "Web", "YAML", argumentParser, configuration, lifecycle, logging, nioPosix,
                unixSignals,
            ]
        ),

        // Here and not in a package of its own, because `package` access ends at the package.
        .executableTarget(
            name: "DecodingBenchmark",
            dependencies: ["Events", "JSON", "SQS", crypto],
            path: "Benchmarks/Decoding"
        ),
        .executableTarget(
            name: "LedgerBenchmark",
            dependencies: ["Events", "Instruments", "Ledger", "Pipeline"],
            path: "Benchmarks/Ledger"
        ),
        .executableTarget(
            name: "ExpositionBenchmark",
            dependencies: ["Exposition", "Gzip", "Instruments"],
            path: "Benchmarks/Exposition"
        ),

        .target(name: "Support", dependencies: ["Curl"], path: "Tests/Support"),
        .testTarget(name: "FilesTests", dependencies: ["Files", "Support", "Threads"]),
        .testTarget(name: "CurlTests", dependencies: ["Curl", "Support"]),
        .testTarget(name: "JSONTests", dependencies: ["JSON", "Support"]),
        .testTarget(name: "YAMLTests", dependencies: ["Support", "YAML"]),
        .testTarget(name: "AWSTests", dependencies: ["AWS", "Curl", "Support"]),
        .testTarget(name: "SQSTests", dependencies: ["AWS", "Curl", "JSON", "SQS", "Support"]),
        .testTarget(name: "EventsTests", dependencies: ["Events", "JSON", "Support"]),
        .testTarget(name: "GzipTests", dependencies: ["Gzip", "Support"]),
        .testTarget(name: "InstrumentsTests", dependencies: ["Instruments"]),
        .testTarget(name: "RedisTests", dependencies: ["Redis", "Support"]),
        .testTarget(
            name: "LedgerTests",
            dependencies: ["Events", "Instruments", "Ledger", "Redis", "Support", "Threads"]
        ),
        .testTarget(name: "ExpositionTests", dependencies: ["Exposition", "Instruments", "Support"]),
        .testTarget(
            name: "PipelineTests",
            dependencies: [
                "AWS", "Curl", "Events", "Instruments", "Ledger", "LocalSQS", "Pipeline", "SQS", "Support", lifecycle,
                lifecycleTestKit, logging,
                .product(name: "InMemoryLogging", package: "swift-log"),
            ]
        ),
        .testTarget(
            name: "WebTests",
            dependencies: [
                "Events", "Exposition", "Instruments", "JSON", "Support", "Web", "YAML", lifecycle, logging, nioCore,
                nioEmbedded, nioPosix, nioSSL,
                .product(name: "InMemoryLogging", package: "swift-log"),
            ]
        ),
        .testTarget(name: "LocalSQSTests", dependencies: ["JSON", "LocalSQS", "Support"], exclude: ["conformance"]),
        .testTarget(
            name: "SQSExporterTests",
            dependencies: [
                "AWS", "Curl", "Events", "Instruments", "Ledger", "Pipeline", "Redis", "SQS", "SQSExporter", "Support",
                "Web",
                argumentParser, logging,
            ]
        ),
        .testTarget(
            name: "EndToEndTests",
            dependencies: ["SQSExporter", "LocalSQS", "Support"],
            exclude: ["Browser/browser", "Monitoring/checks"]
        ),
    ],
    swiftLanguageModes: [.v6]
)

var argumentParser: Target.Dependency { .product(name: "ArgumentParser", package: "swift-argument-parser") }
var configuration: Target.Dependency { .product(name: "Configuration", package: "swift-configuration") }
var crypto: Target.Dependency { .product(name: "Crypto", package: "swift-crypto") }
var hummingbird: Target.Dependency { .product(name: "Hummingbird", package: "hummingbird") }
var lifecycle: Target.Dependency { .product(name: "ServiceLifecycle", package: "swift-service-lifecycle") }
var lifecycleTestKit: Target.Dependency {
    .product(name: "ServiceLifecycleTestKit", package: "swift-service-lifecycle")
}
var logging: Target.Dependency { .product(name: "Logging", package: "swift-log") }
var nioCore: Target.Dependency { .product(name: "NIOCore", package: "swift-nio") }
var nioEmbedded: Target.Dependency { .product(name: "NIOEmbedded", package: "swift-nio") }
var nioHTTP1: Target.Dependency { .product(name: "NIOHTTP1", package: "swift-nio") }
var nioPosix: Target.Dependency { .product(name: "NIOPosix", package: "swift-nio") }
var nioTLS: Target.Dependency { .product(name: "NIOTLS", package: "swift-nio") }
var nioSSL: Target.Dependency { .product(name: "NIOSSL", package: "swift-nio-ssl") }
var unixSignals: Target.Dependency { .product(name: "UnixSignals", package: "swift-service-lifecycle") }

for target in package.targets where target.type != .system {
    target.swiftSettings = [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("ImmutableWeakCaptures"),
        .enableUpcomingFeature("InferIsolatedConformances"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
        .strictMemorySafety(),
        .treatAllWarnings(as: .error),
    ]
}
