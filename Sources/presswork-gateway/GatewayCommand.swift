import ArgumentParser
import PressworkRuntime

/// `presswork-gateway`.
@main
struct GatewayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "presswork-gateway", abstract: "Serves one-click unsubscribe and the API that enqueues runs.")

    @Option(help: "Where it serves.") var listen = "127.0.0.1:8080"

    func run() async throws { try await GatewayProcess.run(listen: listen) }
}
