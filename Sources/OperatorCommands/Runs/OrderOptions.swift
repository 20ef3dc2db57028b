import ArgumentParser
import Catalog
import Foundation
import Pipelines
import PressworkRuntime

/// What a run is asked to do, as `run` and `enqueue` say it.
struct OrderOptions: ParsableArguments {
    /// `--rehearse` or `--live`.
    enum Mode: String, EnumerableFlag {
        case rehearse, live

        static func help(for value: Mode) -> ArgumentHelp? {
            value == .live ? "Reach the channels. Needs every secret." : "Record what would leave; nothing leaves."
        }
    }

    @Flag(exclusivity: .exclusive) var mode: Mode?
    @Option(name: .customLong("param"), help: ArgumentHelp("A parameter; may be repeated.", valueName: "name=value"))
    var parameters: [ParameterArgument] = []
    @Option(help: "Only the first so many items.") var first: Int?
    @Option(help: ArgumentHelp("Only the item with this key.", valueName: "item")) var only: String?
    @Option(help: "Make this stage and those after it anew, whatever was made before.") var from: Stage?
    @Option(help: "Stop after this stage.") var until: Stage?
    @Option(help: ArgumentHelp("Send again what a channel has had already, and say why.", valueName: "reason"))
    var resend: String?
    @Flag(help: "Let texts that a person accepted, or that were published, be written again.") var refresh = false
    @Option(help: ArgumentHelp("The time that the run is made for, such as 2026-11-21T06:00:00Z.", valueName: "time"))
    var at: MomentArgument?

    @Option(help: ArgumentHelp("What goes first in each stage.", valueName: "high|normal|low"))
    var priority = JobPriority.normal
    @Option(help: ArgumentHelp("Its jobs at a time, in the whole fleet.", valueName: "jobs")) var concurrency: Int?

    func validate() throws {
        if let concurrency, concurrency < 1 { throw ValidationError("--concurrency is at least 1.") }
        if let first, first < 1 { throw ValidationError("--first is at least 1.") }
        if first != nil, only != nil { throw ValidationError("--first and --only exclude each other.") }
        if from == .expand || until == .expand { throw ValidationError("expand is not a stage of an item.") }
        if let from, let until, until < from {
            throw ValidationError("--until \(until.rawValue) comes before --from \(from.rawValue).")
        }
        if let resend, resend.allSatisfy(\.isWhitespace) { throw ValidationError("--resend needs a reason.") }
        let names = parameters.map(\.name)
        if Set(names).count < names.count { throw ValidationError("A --param is given twice.") }
    }

    /// The order.
    ///
    /// - Parameter mode: Whether its effects are real: said by a flag, or what the command's own rule is.
    func order(_ mode: RunMode, key: String? = nil) -> RunOrder {
        RunOrder(
            parameters: Dictionary(parameters.map { ($0.name, $0.value) }) { _, last in last }, mode: mode,
            first: first, only: only, from: from, until: until, logicalTime: at?.date, resend: resend,
            refresh: refresh, idempotencyKey: key, priority: priority, concurrency: concurrency, actor: Operator.name)
    }

    /// The mode that was said.
    ///
    /// - Throws: `ValidationError` when none was.
    func saidMode() throws -> RunMode {
        switch mode {
        case .rehearse: .rehearse
        case .live: .live
        case nil:
            throw ValidationError("Say --rehearse (nothing leaves) or --live (channels are reached).")
        }
    }
}
