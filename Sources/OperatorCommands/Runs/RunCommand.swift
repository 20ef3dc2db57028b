import ArgumentParser
import Catalog
import Foundation
import Logging
import Observability
import Pipelines
import PressworkRuntime

/// `presswork run`: a pipeline, now.
struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Runs a pipeline.",
        discussion: """
            A folder is applied first. With --local the whole fleet runs inside this command, on servers of its own, and \
            rehearses unless --live is said. Otherwise --rehearse or --live must be said. Exit codes: 0 done, 1 failed, \
            3 partly failed, 4 waits for a person, 130 interrupted; a run that was interrupted goes on when the same \
            command is given again.
            """)

    @Argument(help: "A pipeline's folder or file, or the name of one that was applied.") var pipeline: String
    @Flag(help: "Start a private fleet and run there; waits for the end.") var local = false
    @Flag(help: "Wait for the end.") var wait = false
    @Option(help: ArgumentHelp("Write what was made into this folder (out with --local).", valueName: "dir"))
    var out: String?
    @Flag(name: .shortAndLong, help: "Log what the private fleet does, on standard error.") var verbose = false
    @OptionGroup var order: OrderOptions
    @OptionGroup var database: DatabaseOptions

    func validate() throws {
        if !local { _ = try order.saidMode() }
        if out != nil, !local, !wait { throw ValidationError("--out needs --wait: files are there when the run ends.") }
    }

    func run() async throws {
        let source = try PipelineSource(pipeline, json: database.json)
        let code = local ? try await runLocally(source) : try await runOnFleet(source)
        if code != .success { throw code }
    }

    private func runLocally(_ source: PipelineSource) async throws -> ExitCode {
        let settings = try Settings.read()
        let folder = LocalFolder(database.folder)
        let mode: RunMode = order.mode == .live ? .live : .rehearse
        let request = order.order(mode)
        let out = out ?? "out"
        let json = database.json
        let logger = FleetLog.logger(verbose: verbose)
        return try await Interrupts.cancel {
            try await LocalFleet.with(folder: folder, settings: settings, logger: logger) { platform in
                let applied = try await source.applied(on: platform)
                return try await RunConductor(platform: platform, json: json, out: out).conduct(applied, request)
            }
        }
    }

    private func runOnFleet(_ source: PipelineSource) async throws -> ExitCode {
        let request = order.order(try order.saidMode())
        let (wait, out, database) = (wait, out, database)
        return try await database.with { platform in
            let applied = try await source.applied(on: platform)
            if wait {
                return try await RunConductor(platform: platform, json: database.json, out: out)
                    .conduct(applied, request)
            }
            let run = try await Operations(platform).enqueue(applied, request)
            try database.confirm(
                "Enqueued run \(run.id) of \(applied.pipeline.name). See: presswork runs show \(run.id)",
                EnqueuedAnswer(run: run.id, isNew: run.isNew))
            return .success
        }
    }
}
