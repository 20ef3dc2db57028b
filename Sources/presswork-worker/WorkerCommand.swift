import ArgumentParser
import PressworkRuntime

/// `presswork-worker`.
@main
struct WorkerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "presswork-worker", abstract: "Runs jobs until it is told to stop.")

    @Option(help: "Stages to serve, separated by commas; all when left out.") var stages = ""
    @Option(help: "Jobs at a time in each stage.") var concurrency = 32
    @Option(help: "Stand in for every stage and count at this Redis: see `presswork drill`.") var drill: String?
    @Option(help: "Where /metrics, /healthz and /readyz are.") var listen = "127.0.0.1:9465"

    func validate() throws {
        guard (1...1_024).contains(concurrency) else { throw ValidationError("--concurrency is between 1 and 1024.") }
    }

    func run() async throws {
        try await WorkerProcess.run(
            stages: stages.split(separator: ",").map(String.init), concurrency: concurrency, drill: drill,
            listen: listen)
    }
}
