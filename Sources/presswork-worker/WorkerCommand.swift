import ArgumentParser
import PressworkRuntime

/// `presswork-worker`.
@main
struct WorkerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "presswork-worker", abstract: "Runs jobs until it is told to stop.")

    @Option(
        help: """
            Stages to serve, each with its jobs at a time and its weight if it has some of its own, such as \
            scrape=8,generate=2:3; all when left out.
            """) var stages = ""
    @Option(help: "Jobs at a time in each stage that says none.") var concurrency = 32
    @Option(help: "Jobs at a time in all stages together; they share by weight.") var total: Int?
    @Option(help: "Stand in for every stage and count at this Redis: see `presswork drill`.") var drill: String?
    @Option(help: "Seconds that a drill's job may take.") var drillTimeout = 300
    @Option(help: "Where /metrics, /healthz and /readyz are.") var listen = "127.0.0.1:9465"

    func validate() throws {
        guard (1...1_024).contains(concurrency) else { throw ValidationError("--concurrency is between 1 and 1024.") }
        if let total, !(1...8_192).contains(total) { throw ValidationError("--total is between 1 and 8192.") }
        guard (1...3_600).contains(drillTimeout) else {
            throw ValidationError("--drill-timeout is between 1 and 3600.")
        }
        do { _ = try lanes() } catch { throw ValidationError("--stages: \(error)") }
    }

    func run() async throws {
        try await WorkerProcess.run(try lanes(), drill: drill, drillTimeout: .seconds(drillTimeout), listen: listen)
    }

    private func lanes() throws -> WorkerLanes {
        try WorkerLanes(parsing: stages, concurrency: concurrency, total: total)
    }
}
