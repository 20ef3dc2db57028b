import ArgumentParser
import PressworkRuntime

/// `presswork-scheduler`.
@main
struct SchedulerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "presswork-scheduler", abstract: "Dispatches jobs, fires schedules and looks after the fleet.")

    @Option(help: "Where /metrics, /healthz and /readyz are.") var listen = "127.0.0.1:9466"

    func run() async throws { try await SchedulerProcess.run(listen: listen) }
}
