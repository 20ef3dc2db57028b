import ArgumentParser
import Catalog
import Pipelines
import PressworkRuntime

/// `presswork workers drain`.
struct WorkersDrainCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "drain",
        abstract: "Asks workers to take nothing new, finish what they have, and end.",
        discussion:
            "They hear it with their next beat, within a third of their lease. Whoever supervises them starts anew.")

    @Argument(help: "The workers' ids: see `presswork workers list`.") var workers: [WorkerID] = []
    @Option(help: "All workers of this host.") var host: String?
    @Flag(help: "All workers.") var all = false
    @OptionGroup var database: DatabaseOptions

    func validate() throws {
        guard [!workers.isEmpty, host != nil, all].filter({ $0 }).count == 1 else {
            throw ValidationError("Say which: ids, --host or --all.")
        }
    }

    func run() async throws {
        let (ids, host, all) = (workers, host, all)
        let drained = try await database.with { platform in
            let live = try await platform.runs.workers().filter(\.isLive)
            let chosen = all || host != nil ? live.filter { host == nil || $0.host == host }.map(\.id) : ids
            let drained = try await platform.jobs.drain(chosen)
            guard !drained.isEmpty else {
                throw RuntimeError(.notFound, "None of them lives; see: presswork workers list")
            }
            return drained
        }
        try database.confirm("Asked \(drained.count) to finish and end.", drained)
    }
}
