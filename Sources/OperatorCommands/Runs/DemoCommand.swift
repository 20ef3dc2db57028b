import ArgumentParser
import Pipelines
import PressworkRuntime

/// `presswork demo`: everything at once, on the bundled magazine.
struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo", abstract: "Makes a letter and a book of the bundled magazine, and rehearses sending them.",
        discussion: "Starts private servers, needs no key and no network, and ends with out/index.html.")

    @Option(help: ArgumentHelp("Where the files go.", valueName: "dir")) var out = "out"
    @Option(help: "Where its data stays.") var folder = ".presswork"
    @Flag(help: "Keep the fleet and the magazine running until Ctrl-C.") var keep = false
    @Flag(name: .shortAndLong, help: "Log what the fleet does, on standard error.") var verbose = false
    @Flag(help: "Print one JSON document and nothing else.") var json = false

    func run() async throws {
        let root = try DemoSite.packageRoot()
        let source = try PipelineSource("\(root)/pipelines/demo", json: json)
        let settings = try Settings.read()
        let folder = LocalFolder(folder)
        let logger = FleetLog.logger(verbose: verbose)
        let command = self
        let code = try await Interrupts.cancel {
            try await DemoSite.serve(root: root, logger: logger) { host in
                var settings = settings
                settings.allowedHosts.insert(host)
                return try await LocalFleet.with(folder: folder, settings: settings, logger: logger) { platform in
                    try await command.conduct(source, site: "http://\(host)", on: platform)
                }
            }
        }
        if code != .success { throw code }
    }

    private func conduct(_ source: PipelineSource, site: String, on platform: Platform) async throws -> ExitCode {
        let applied = try await source.applied(on: platform)
        let order = RunOrder(parameters: ["site": site], mode: .rehearse, actor: Operator.name)
        let code = try await RunConductor(platform: platform, json: json, out: out).conduct(applied, order)
        guard keep else { return code }
        let terminal = Terminal()
        for line in ConnectionSettings.exports(platform.settings) { terminal.note(line) }
        terminal.note("The magazine is at \(site). Ctrl-C stops everything.")
        while true { try await Task.sleep(for: .seconds(3_600)) }
    }
}
