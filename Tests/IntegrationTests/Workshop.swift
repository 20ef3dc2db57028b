import Catalog
import ControlAPI
import EventLoops
import Foundation
import Logging
import Pipelines
import PressworkRuntime

/// A folder of its own with private servers, the bundled magazine on loopback, and a copy of a bundle to change.
struct Workshop: Sendable {
    let folder: URL
    var settings: Settings
    /// `http://127.0.0.1:port` of the magazine.
    let site: String
    let visits: SiteVisits

    /// Lends a workshop and removes it afterwards.
    static func open(_ body: @escaping @Sendable (Workshop) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "presswork-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let server = SiteServer(
            folder: root.appending(path: "Fixtures/site").path, on: ComputePool(name: "site", threads: 1))
        try await HTTPServer.serving("magazine", [server.routes], logger: logger) { address in
            var settings = Settings(secrets: EnvironmentSecrets(environment: [:]))
            settings.allowedHosts = [String(address.dropFirst("http://".count))]
            try await body(Workshop(folder: folder, settings: settings, site: address, visits: server.visits))
        }
    }

    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    static let logger: Logger = {
        var logger = Logger(label: "tests")
        logger.logLevel = .critical
        return logger
    }()

    /// Copies a shipped bundle, changed by `edit` (relative path → new text).
    func bundle(_ name: String, edit: [String: (String) -> String] = [:]) throws -> PipelineBundle {
        var files = try PipelineBundle.reading(Self.root.appending(path: "pipelines/\(name)").path).files
        for (path, change) in edit {
            files[path] = Array(change(String(decoding: files[path] ?? [], as: UTF8.self)).utf8)
        }
        return try PipelineBundle(files: files)
    }

    /// Starts the servers and a fleet over this workshop's folder.
    func fleet<Value: Sendable>(_ body: @escaping @Sendable (Platform) async throws -> Value) async throws -> Value {
        try await LocalFleet.with(
            folder: local, settings: settings, logger: Self.logger, body)
    }

    /// Starts the servers alone: the fleet is processes of the test's own.
    func servers<Value: Sendable>(_ body: @escaping @Sendable (Platform) async throws -> Value) async throws -> Value {
        try await LocalFleet.withServers(folder: local, settings: settings, body)
    }

    /// Applies a bundle and runs it to its end.
    func run(_ bundle: PipelineBundle, on platform: Platform, order: PressworkRuntime.RunOrder = .init()) async throws
        -> RunDetail
    {
        let run = try await enqueue(bundle, on: platform, order: order)
        return try await RunWatcher(platform.runs).follow(run) { _ in }
    }

    /// Applies a bundle and enqueues a run of it.
    func enqueue(
        _ bundle: PipelineBundle, on platform: Platform, order: PressworkRuntime.RunOrder = .init()
    ) async throws -> RunID {
        let pipeline = try BundleLoader.validate(bundle).get()
        let channels = try ChannelsFile.parse(bundle.files["channels.yaml"] ?? [], files: bundle.files).get()
        let operations = Operations(platform)
        let applied = try await operations.apply(bundle, pipeline, channels: channels, prune: false, by: "test")
        var order = order
        order.parameters["site"] = site
        return try await operations.enqueue(applied, order).id
    }

    /// Where the local mode, and processes that are started in ``folder``, keep what they need.
    var local: LocalFolder { LocalFolder(folder.appending(path: ".presswork").path) }

    /// The letters that were written, by file name.
    var letters: [String] {
        let folder = local.rehearsal + "/mail"
        return (FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? [])
            .filter { $0.hasSuffix(".eml") }.sorted()
    }

    /// What the shop's stand-in was asked, `METHOD path`, in order.
    var shopRequests: [String] {
        let file = URL(filePath: local.rehearsal + "/gumroad/requests.jsonl")
        let lines = (try? String(contentsOf: file, encoding: .utf8))?.split(separator: "\n") ?? []
        return lines.compactMap { line in
            let object = try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            guard let method = object?["method"] as? String, let path = object?["path"] as? String else { return nil }
            return "\(method) \(path)"
        }
    }
}
