import PressworkTestSupport
import Testing

/// The house of docs/architecture.md, read from the imports.
@Suite(.computing) struct ImportRules {
    static let clients: Set<String> = [
        "Archives", "EventLoops", "Imaging", "LocalServers", "Markup", "Postgres", "Redis", "Transfers",
    ]
    static let stores: Set<String> = ["ObjectStorage"]
    static let stages: Set<String> = ["Assembly", "Covers", "Distribution", "Generation", "Scraping"]
    static let engine: Set<String> = ["Catalog", "Fleet", "Queueing"]
    static let edges: Set<String> = [
        "ControlAPI", "Observability", "OperatorCommands", "PressworkRuntime", "PressworkTestSupport",
    ]
    static let executables: Set<String> = [
        "presswork", "presswork-exporter", "presswork-gateway", "presswork-scheduler", "presswork-worker",
    ]
    static let ours = clients.union(stores).union(stages).union(engine).union(edges).union(["Pipelines"])

    /// What each kind of target may import of ours; a target that is in no row is a new room without a rule.
    static func allowed(for target: String) -> Set<String>? {
        switch target {
        case "EventLoops", "Archives", "Imaging", "Pipelines": []
        case "LocalServers", "Markup", "Observability", "Postgres", "Redis", "Transfers": ["EventLoops"]
        case "ObjectStorage": ["EventLoops", "Transfers"]
        case "Queueing": ["EventLoops", "Pipelines", "Redis"]
        case "Catalog": ["EventLoops", "ObjectStorage", "Pipelines", "Postgres"]
        case "Fleet": ["Catalog", "EventLoops", "Pipelines", "Queueing"]
        case _ where stages.contains(target): clients.union(stores).union(["Pipelines"])
        case "ControlAPI": ["EventLoops", "Pipelines"]
        case "PressworkTestSupport": ["EventLoops", "LocalServers", "Pipelines", "Postgres", "Queueing", "Redis"]
        case "PressworkRuntime": ours.subtracting(["OperatorCommands", "PressworkTestSupport"])
        case "OperatorCommands": ours.subtracting(["OperatorCommands", "PressworkTestSupport"])
        case "presswork": ["OperatorCommands"]
        case "presswork-fuzz": ["Markup", "Scraping"]
        case _ where executables.contains(target): ["PressworkRuntime"]
        default: nil
        }
    }

    @Test func everyTargetKeepsItsRule() throws {
        for file in try SourceTree.files() {
            guard let allowed = Self.allowed(for: file.target) else {
                Issue.record("\(file.path): the target \(file.target) has no rule")
                continue
            }
            let strangers = Set(file.imports).intersection(Self.ours).subtracting(allowed)
            #expect(strangers.isEmpty, "\(file.path) imports \(strangers.sorted())")
        }
    }

    @Test func eachCModuleIsImportedByExactlyOneTarget() throws {
        let files = try SourceTree.files()
        for module in try SourceTree.cModules() {
            let importers = Set(files.filter { $0.imports.contains(module) }.map(\.target))
            #expect(importers.count == 1, "\(module) is imported by \(importers.sorted())")
        }
    }

    @Test(arguments: [
        ("Configuration", Set(["PressworkRuntime"])),
        ("ArgumentParser", executables.union(["OperatorCommands"])),
        ("Hummingbird", Set(["ControlAPI"])),
        ("HTTPTypes", Set(["ControlAPI"])),
        ("NIOCore", Set(["ControlAPI"])),
        ("FoundationXML", Set<String>()),
        ("FoundationNetworking", Set<String>()),
        ("Synchronization", Set(["EventLoops"])),
        ("Dispatch", Set<String>()),
    ])
    func onlyItsRoomImports(module: String, rooms: Set<String>) throws {
        for file in try SourceTree.files() where file.imports.contains(module) {
            #expect(rooms.contains(file.target), "\(file.path) imports \(module)")
        }
    }
}
