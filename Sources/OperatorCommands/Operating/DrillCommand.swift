import ArgumentParser
import Catalog
import Foundation
import Pipelines
import PressworkRuntime

/// `presswork drill`: work for a fleet that is to be measured or broken on purpose.
struct DrillCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "drill", abstract: "Enqueues a run of jobs that do nothing, for workers started with --drill.",
        discussion: """
            The workers count what they run at a Redis of yours, under drill:RUN:STAGE, so that you can tell lost and
            doubled work from outside. Effects are lists, drill:RUN:effect:ITEM, with one entry for each time. Do not
            serve real runs with such workers: they refuse them. --trap, --hang and --leak do harm to the workers.
            """)

    @Option(help: "How many items.") var items = 10_000
    @Option(help: "What each goes through, separated by commas.") var stages = "scrape"
    @Option(help: "Milliseconds that each job takes.") var pause = 0
    @Option(help: "The share of attempts that fail and are tried again, 0 to 1.") var errors = 0.0
    @Flag(help: "Let the expand stage make the items; otherwise all are committed before this returns.")
    var expand = false
    @Flag(help: "Let distribute make one effect an item at that Redis, through the ledger of deliveries.")
    var effects = false
    @Option(help: "Items, by number from 0 and separated by commas, whose jobs take their worker's process along.")
    var trap = ""
    @Option(help: "Items whose jobs neither end nor stop when they are told.") var hang = ""
    @Option(help: "MiB that each job keeps for ever.") var leak = 0
    @OptionGroup var database: DatabaseOptions

    func validate() throws {
        guard (1...1_000_000).contains(items) else { throw ValidationError("--items is between 1 and 1000000.") }
        guard (0...60_000).contains(pause) else { throw ValidationError("--pause is between 0 and 60000.") }
        guard (0..<1).contains(errors) else { throw ValidationError("--errors is at least 0 and below 1.") }
        guard (0...1_024).contains(leak) else { throw ValidationError("--leak is between 0 and 1024.") }
        _ = try order()
    }

    func run() async throws {
        let (order, expanding) = (try order(), expand)
        let answer = try await database.with { platform in
            let run = try await Operations(platform).drill(order, expanding: expanding, by: Operator.name)
            return DrillAnswer(run: run.id, committed: Date().timeIntervalSince1970)
        }
        try database.confirm("Enqueued run \(answer.run).", answer)
    }

    private func order() throws -> DrillOrder {
        let names = stages.split(separator: ",").map(String.init)
        let chosen = names.compactMap(Stage.init(rawValue:))
        guard chosen.count == names.count, !chosen.isEmpty, Set(chosen).isSubset(of: Stage.ofItem) else {
            let known = Stage.ofItem.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("--stages are some of \(known).")
        }
        return DrillOrder(
            items: items, stages: Set(chosen).sorted(), pause: .milliseconds(pause), errorShare: errors,
            hasEffects: effects, traps: try numbers(trap, "--trap"), hangs: try numbers(hang, "--hang"), leak: leak)
    }

    private func numbers(_ list: String, _ name: String) throws -> Set<String> {
        Set(
            try list.split(separator: ",").map { part in
                guard let number = Int(part), (0..<items).contains(number) else {
                    throw ValidationError("\(name) \(part): items have numbers from 0 to \(items - 1).")
                }
                return "\(number)"
            })
    }
}
