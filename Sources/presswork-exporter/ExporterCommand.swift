import ArgumentParser
import PressworkRuntime

/// `presswork-exporter`.
@main
struct ExporterCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "presswork-exporter", abstract: "Serves the fleet's metrics to Prometheus.")

    @Option(help: "Where /metrics is.") var listen = "127.0.0.1:9464"

    func run() async throws { try await ExporterProcess.run(listen: listen) }
}
