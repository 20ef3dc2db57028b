import ArgumentParser
import Catalog
import PressworkRuntime

/// `presswork top`: the fleet, as it works.
struct TopCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "top", abstract: "Shows lanes, workers, rates and the oldest waiting job, live.",
        discussion: """
            Redrawn where a person watches, until Ctrl-C; plain lines, once, elsewhere. Rates are those of the workers' \
            last beats, some ten seconds old.
            """)

    @Option(help: ArgumentHelp("Pause between two looks.", valueName: "seconds")) var interval = 2.0
    @Option(help: "Look so many times; until Ctrl-C on a terminal, once elsewhere.") var count: Int?
    @OptionGroup var database: DatabaseOptions

    func validate() throws {
        guard (0.1...3_600).contains(interval) else { throw ValidationError("--interval is between 0.1 and 3600.") }
        if let count, count < 1 { throw ValidationError("--count is at least 1.") }
        if database.json, count ?? 1 > 1 { throw ValidationError("--json is one document: it looks once.") }
    }

    func run() async throws {
        let terminal = Terminal()
        guard terminal.isInteractive, !database.json else { return try await print(to: terminal) }
        terminal.enterScreen()
        defer { terminal.leaveScreen() }
        do {
            try await look { terminal.screen(FleetBoard($0).lines(terminal.styled), height: terminal.height) }
        } catch is Interrupts.Interrupted {
            // This is how it ends.
            return
        }
    }

    private func print(to terminal: Terminal) async throws {
        let json = database.json
        try await look { view in
            if json { return try JSONPrinter.print(view) }
            for line in FleetBoard(view).lines() { terminal.line(line) }
        }
    }

    private func look(_ show: @escaping @Sendable (FleetView) throws -> Void) async throws {
        let (pause, isWatched) = (Duration.seconds(interval), Terminal().isInteractive && !database.json)
        let looks = count ?? (isWatched ? .max : 1)
        try await database.with { platform in
            var left = looks
            while true {
                try show(try await platform.jobs.view())
                left -= 1
                guard left > 0 else { return }
                try await Task.sleep(for: pause)
            }
        }
    }
}
