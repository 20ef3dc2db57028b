import ArgumentParser
import PressworkRuntime

/// `presswork up`: the local mode in the foreground.
struct UpCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "up", abstract: "Runs private servers and a whole fleet here, until Ctrl-C.",
        discussion: """
            Prints the settings that let other terminals use it. Runs rehearse unless they say --live.
            """)

    @Option(help: "Where its data stays.") var folder = ".presswork"
    @Flag(help: "Only the servers: workers and schedulers are processes of their own.") var servers = false
    @Flag(name: .shortAndLong, help: "Log what the fleet does, on standard error.") var verbose = false

    func run() async throws {
        let settings = try Settings.read()
        let folder = LocalFolder(folder)
        let logger = FleetLog.logger(verbose: verbose)
        let terminal = Terminal()
        terminal.note("Starting Redis and Postgres in \(folder.path) …")
        do {
            try await Interrupts.cancel {
                if servers {
                    try await LocalFleet.withServers(folder: folder, settings: settings, stay)
                } else {
                    try await LocalFleet.with(folder: folder, settings: settings, logger: logger, stay)
                }
            }
        } catch is Interrupts.Interrupted {
            // This is how it ends.
            terminal.note("Stopped.")
        }
    }

    private func stay(_ platform: Platform) async throws {
        let terminal = Terminal()
        for line in ConnectionSettings.exports(platform.settings) { terminal.line(line) }
        terminal.note("Ready. Commands in this folder find it; elsewhere use these settings. Ctrl-C stops everything.")
        while true { try await Task.sleep(for: .seconds(3_600)) }
    }
}
