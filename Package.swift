// swift-tools-version: 6.2
// Each section holds a target, its test target beside it; sections follow the house of docs/architecture.md
// from the C modules up to the executables. One loop at the end gives every Swift target the same settings.
import PackageDescription

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let collections = Target.Dependency.product(name: "DequeModule", package: "swift-collections")
let configuration = Target.Dependency.product(name: "Configuration", package: "swift-configuration")
let coreMetrics = Target.Dependency.product(name: "CoreMetrics", package: "swift-metrics")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let lifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let metrics = Target.Dependency.product(name: "Metrics", package: "swift-metrics")
let unixSignals = Target.Dependency.product(name: "UnixSignals", package: "swift-service-lifecycle")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")

let package = Package(
    name: "presswork",
    products: [
        .executable(name: "presswork", targets: ["presswork"]),
        .executable(name: "presswork-worker", targets: ["presswork-worker"]),
        .executable(name: "presswork-scheduler", targets: ["presswork-scheduler"]),
        .executable(name: "presswork-exporter", targets: ["presswork-exporter"]),
        .executable(name: "presswork-gateway", targets: ["presswork-gateway"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0", traits: []),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        // MARK: C modules: headers of one C library each
        .systemLibrary(name: "CCMark", providers: [.apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"])]),
        .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(name: "CFreeType", pkgConfig: "freetype2", providers: [.apt(["libfreetype-dev"])]),
        .systemLibrary(name: "CFriBidi", pkgConfig: "fribidi", providers: [.apt(["libfribidi-dev"])]),
        .systemLibrary(name: "CGD", providers: [.apt(["libgd-dev"])]),
        .systemLibrary(name: "CHarfBuzz", pkgConfig: "harfbuzz", providers: [.apt(["libharfbuzz-dev"])]),
        .systemLibrary(name: "CHiredis", providers: [.apt(["libhiredis-dev"])]),
        .systemLibrary(name: "CIconv"),
        .systemLibrary(name: "CLibDeflate", providers: [.apt(["libdeflate-dev"])]),
        .systemLibrary(name: "CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
        .systemLibrary(name: "CLibZip", providers: [.apt(["libzip-dev"])]),
        .systemLibrary(name: "CLinux"),
        .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),

        // MARK: EventLoops
        .target(name: "EventLoops", dependencies: ["CLinux"]),
        .testTarget(name: "EventLoopsTests", dependencies: ["EventLoops"]),

        // MARK: Clients
        .target(name: "Archives", dependencies: ["CLibDeflate", "CLibZip", "CZlib"]),
        .testTarget(name: "ArchivesTests", dependencies: ["Archives"]),

        .target(name: "Imaging", dependencies: ["CFreeType", "CFriBidi", "CGD", "CHarfBuzz", crypto]),
        .testTarget(name: "ImagingTests", dependencies: ["Imaging"]),

        .target(name: "Markup", dependencies: ["CCMark", "CIconv", "CLibXML2", "EventLoops"]),
        .testTarget(name: "MarkupTests", dependencies: ["Markup", "PressworkTestSupport"]),

        .target(name: "Postgres", dependencies: ["CLibPQ", "EventLoops"]),
        .testTarget(name: "PostgresTests", dependencies: ["LocalServers", "Postgres"]),

        .target(name: "Redis", dependencies: ["CHiredis", "EventLoops", collections]),
        .testTarget(name: "RedisTests", dependencies: ["LocalServers", "Redis"]),

        .target(name: "Transfers", dependencies: ["CCurl", "EventLoops", collections]),
        .testTarget(name: "TransfersTests", dependencies: ["EventLoops", "Transfers"]),

        // MARK: Servers of local mode and of the tests
        .target(name: "LocalServers", dependencies: ["EventLoops"]),
        .testTarget(name: "LocalServersTests", dependencies: ["LocalServers"]),

        // MARK: Stores
        .target(name: "ObjectStorage", dependencies: ["EventLoops", "Transfers", crypto]),
        .testTarget(name: "ObjectStorageTests", dependencies: ["EventLoops", "ObjectStorage", "Transfers"]),

        // MARK: Domain
        .target(name: "Pipelines", dependencies: [crypto, yams]),
        .testTarget(name: "PipelinesTests", dependencies: ["Pipelines", "PressworkTestSupport"]),

        // MARK: Engine
        .target(name: "Queueing", dependencies: ["EventLoops", "Pipelines", "Redis"]),
        .testTarget(name: "QueueingTests", dependencies: ["PressworkTestSupport", "Queueing"]),

        .target(name: "Catalog", dependencies: ["EventLoops", "ObjectStorage", "Pipelines", "Postgres", crypto]),
        .testTarget(name: "CatalogTests", dependencies: ["Catalog", "PressworkTestSupport"]),

        .target(
            name: "Fleet",
            dependencies: ["Catalog", "EventLoops", "Pipelines", "Queueing", lifecycle, logging, metrics]),
        .testTarget(name: "FleetTests", dependencies: ["Fleet", "PressworkTestSupport"]),

        // MARK: Stages
        .target(name: "Assembly", dependencies: ["Archives", "EventLoops", "Markup", "Pipelines"]),
        .testTarget(
            name: "AssemblyTests",
            dependencies: ["Archives", "Assembly", "EventLoops", "Markup", "Pipelines", "PressworkTestSupport"]),

        .target(name: "Covers", dependencies: ["EventLoops", "Imaging", "Pipelines"]),
        .testTarget(name: "CoversTests", dependencies: ["Covers", "PressworkTestSupport"]),

        .target(
            name: "Distribution", dependencies: ["EventLoops", "ObjectStorage", "Pipelines", "Transfers", crypto]),
        .testTarget(name: "DistributionTests", dependencies: ["Distribution", "PressworkTestSupport"]),

        .target(name: "Generation", dependencies: ["EventLoops", "Pipelines", "Transfers", crypto]),
        .testTarget(
            name: "GenerationTests", dependencies: ["EventLoops", "Generation", "Pipelines", "PressworkTestSupport"]),

        .target(
            name: "Scraping", dependencies: ["EventLoops", "Markup", "Pipelines", "Transfers", collections, crypto]),
        .testTarget(name: "ScrapingTests", dependencies: ["PressworkTestSupport", "Scraping"]),

        // MARK: Edges
        .target(
            name: "ControlAPI", dependencies: ["EventLoops", "Pipelines", crypto, hummingbird, lifecycle, logging]),
        .testTarget(
            name: "ControlAPITests",
            dependencies: [
                "ControlAPI", "EventLoops", "Pipelines", "Transfers", crypto, hummingbird, lifecycle, logging,
            ]),

        .target(name: "Observability", dependencies: ["EventLoops", coreMetrics, logging]),
        .testTarget(name: "ObservabilityTests", dependencies: ["EventLoops", "Observability", coreMetrics, logging]),

        .target(
            name: "OperatorCommands",
            dependencies: [
                "Archives", "Assembly", "Catalog", "Covers", "EventLoops", "Generation", "Imaging", "Observability",
                "Pipelines", "Postgres", "PressworkRuntime", "Redis", "Scraping", "Transfers",
                argumentParser, logging,
            ]),
        .testTarget(
            name: "OperatorCommandsTests",
            dependencies: ["Catalog", "OperatorCommands", "Pipelines", "PressworkRuntime", "Scraping", argumentParser]),

        .target(
            name: "PressworkRuntime",
            dependencies: [
                "Assembly", "Catalog", "ControlAPI", "Covers", "Distribution", "EventLoops", "Fleet", "Generation",
                "LocalServers", "ObjectStorage", "Observability", "Pipelines", "Postgres", "Queueing", "Redis",
                "Scraping", "Transfers",
                configuration, lifecycle, logging, metrics, unixSignals, yams,
            ]),
        .testTarget(
            name: "PressworkRuntimeTests",
            dependencies: [
                "Catalog", "EventLoops", "Pipelines", "Postgres", "PressworkRuntime", "PressworkTestSupport", lifecycle,
                logging,
            ]),

        .target(
            name: "PressworkTestSupport",
            dependencies: ["EventLoops", "LocalServers", "Pipelines", "Postgres", "Queueing", "Redis"]),

        // MARK: Executables
        .executableTarget(name: "presswork", dependencies: ["OperatorCommands", argumentParser]),
        .executableTarget(name: "presswork-exporter", dependencies: ["PressworkRuntime", argumentParser]),
        .executableTarget(name: "presswork-gateway", dependencies: ["PressworkRuntime", argumentParser]),
        .executableTarget(name: "presswork-scheduler", dependencies: ["PressworkRuntime", argumentParser]),
        .executableTarget(name: "presswork-worker", dependencies: ["PressworkRuntime", argumentParser]),

        // MARK: The house
        .testTarget(name: "ArchitectureTests", dependencies: ["PressworkTestSupport"]),
        .testTarget(
            name: "IntegrationTests",
            dependencies: [
                "Catalog", "ControlAPI", "EventLoops", "Pipelines", "Postgres", "PressworkRuntime", "Redis",
                hummingbird,
                logging,
            ]),
    ],
    swiftLanguageModes: [.v6]
)

// `make fuzz` builds everything instrumented, into a folder of its own; other builds do not know the fuzzer.
if Context.environment["PRESSWORK_FUZZ"] != nil {
    package.targets += [
        .systemLibrary(name: "CFuzzer"),
        .executableTarget(
            name: "presswork-fuzz", dependencies: ["CFuzzer", "Markup", "Scraping"],
            linkerSettings: [.unsafeFlags(["-sanitize=fuzzer"])]),
    ]
}

let settings: [SwiftSetting] = [
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .enableUpcomingFeature("InferIsolatedConformances"),
    .enableUpcomingFeature("ImmutableWeakCaptures"),
    .enableExperimentalFeature("Lifetimes"),
]
for target in package.targets where target.type != .system {
    target.swiftSettings = settings
}
