import ArgumentParser
import Catalog
import Foundation
import Postgres
import PressworkRuntime

/// Where a command finds the record of truth, and how it answers.
struct DatabaseOptions: ParsableArguments {
    @Option(help: "The local mode's folder, used when no database is configured.") var folder = ".presswork"
    @Flag(help: "Print one JSON document and nothing else.") var json = false

    /// Lends the platform: of the configured servers, or of the local mode's. Those that no other command runs are started
    /// for the length of `body`.
    ///
    /// - Throws: ``RuntimeError`` `settings` when there is neither; ``Interrupts/Interrupted`` on Ctrl-C.
    func with<Value: Sendable>(
        _ body: @escaping @Sendable (Platform) async throws -> Value
    ) async throws -> Value {
        let settings = try Settings.read()
        guard settings.databaseURL == nil else { return try await Self.with(settings, body) }
        let local = LocalFolder(folder)
        guard FileManager.default.fileExists(atPath: local.path) else {
            throw RuntimeError(
                .settings,
                "PRESSWORK_DATABASE_URL is not set and there is no \(folder) here. Set it, or begin with "
                    + "`presswork run DIR --local`.")
        }
        Terminal().note("No database is configured: using the local one in \(folder).")
        return try await Interrupts.cancel {
            try await LocalFleet.withServersOrTheirs(folder: local, settings: settings, body)
        }
    }

    /// Lends the platform of configured servers whose schema is this program's.
    static func with<Value: Sendable>(
        _ settings: Settings, _ body: @escaping @Sendable (Platform) async throws -> Value
    ) async throws -> Value {
        try await Interrupts.cancel {
            try await Platform.with(settings) { platform in
                try await platform.appPool.withConnection { try await Migrator().check($0) }
                return try await body(platform)
            }
        }
    }

    /// Prints an answer: as JSON, or as the table that `layOut` makes of it.
    func show<Answer: Encodable>(_ answer: Answer, empty: String, _ layOut: (Answer) -> Table) throws {
        json ? try JSONPrinter.print(answer) : Terminal().table(layOut(answer), empty: empty)
    }

    /// Prints what was done: a sentence, or the JSON of `answer`.
    func confirm(_ sentence: String, _ answer: some Encodable) throws {
        json ? try JSONPrinter.print(answer) : Terminal().line(PlainText.line(sentence))
    }
}
