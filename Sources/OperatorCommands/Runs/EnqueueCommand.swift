import ArgumentParser
import Catalog
import PressworkRuntime

/// `presswork enqueue`: a run for the fleet, by name; nobody waits.
struct EnqueueCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "enqueue", abstract: "Enqueues a run of an applied pipeline and returns.")

    @Argument(help: "The pipeline's name.") var pipeline: String
    @Option(help: "The same key makes no second run.") var key: String?
    @OptionGroup var order: OrderOptions
    @OptionGroup var database: DatabaseOptions

    func validate() throws {
        _ = try order.saidMode()
        if let key, !(1...255).contains(key.utf8.count) { throw ValidationError("--key has 1 to 255 bytes.") }
    }

    func run() async throws {
        let request = order.order(try order.saidMode(), key: key)
        let name = pipeline
        let run = try await database.with { platform in
            let operations = Operations(platform)
            return try await operations.enqueue(try await operations.pipeline(named: name), request)
        }
        try database.confirm(
            run.isNew ? "Enqueued run \(run.id)." : "The key made run \(run.id) before; nothing was enqueued.",
            EnqueuedAnswer(run: run.id, isNew: run.isNew))
    }
}
