import ArgumentParser
import Catalog
import EventLoops
import PressworkRuntime

/// `presswork migrate`: the database's schema becomes this program's.
struct MigrateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate", abstract: "Brings the database's schema up to date.",
        discussion: "Connects as PRESSWORK_OWNER_DATABASE_URL, a role that may create roles and schemas.")

    @Flag(help: "Print one JSON document and nothing else.") var json = false

    /// A step of the schema that was applied now.
    struct Step: Encodable, Sendable {
        var number: Int
        var name: String
    }

    func run() async throws {
        guard let url = try Settings.read().ownerDatabaseURL else {
            throw RuntimeError(
                .settings,
                "PRESSWORK_OWNER_DATABASE_URL is not set: it names the database as a role that may create roles and "
                    + "schemas. The local mode migrates by itself.")
        }
        let loop = EventLoop(name: "migrate")
        defer { loop.stop() }
        let steps = try await Migration.apply(to: url, on: loop).map { Step(number: $0.number, name: $0.name) }
        if json { return try JSONPrinter.print(steps) }
        let terminal = Terminal()
        for step in steps { terminal.line("applied step \(step.number), \(step.name)") }
        if steps.isEmpty { terminal.line("The schema is up to date.") }
    }
}
