import ArgumentParser
import Catalog
import PressworkRuntime

/// `presswork enqueue`: a run for the fleet, by name; nobody waits.
struct EnqueueCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "enqueue", abstract: "Enqueues a run of an applied pipeline and returns.")

    @Argument(help: "The pipeline's name.") var pipeline: String
    @Option(help: "The same key makes no second run, ever.") var key: String?
    @Option(help: "The same key makes no second run while the first is under way.") var unique: String?
    @Option(help: ArgumentHelp("Begin then, such as 2026-11-21T06:00:00Z; at once when left out.", valueName: "time"))
    var startAt: MomentArgument?
    @OptionGroup var order: OrderOptions
    @OptionGroup var database: DatabaseOptions

    func validate() throws {
        _ = try order.saidMode()
        if let key, !(1...255).contains(key.utf8.count) { throw ValidationError("--key has 1 to 255 bytes.") }
        if let unique, !(1...255).contains(unique.utf8.count) {
            throw ValidationError("--unique has 1 to 255 bytes.")
        }
    }

    func run() async throws {
        var ordered = order.order(try order.saidMode(), key: key)
        ordered.uniqueKey = unique
        ordered.startAt = startAt?.date
        let request = ordered
        let name = pipeline
        let run = try await database.with { platform in
            let operations = Operations(platform)
            return try await operations.enqueue(try await operations.pipeline(named: name), request)
        }
        try database.confirm(
            run.isNew ? "Enqueued run \(run.id)." : "The key has made run \(run.id); nothing was enqueued.",
            EnqueuedAnswer(run: run.id, isNew: run.isNew))
    }
}
