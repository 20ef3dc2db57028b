package import Pipelines

/// What a drill asks of the fleet. It travels in the run's parameters.
package struct DrillOrder: Sendable, Hashable {
    /// How many items the run has.
    package var items: Int
    /// What each of them goes through.
    package var stages: [Stage]
    /// How long each job takes, besides its counting.
    package var pause: Duration
    /// The share of attempts that fail and are tried again, 0 to 1.
    package var errorShare: Double
    /// Whether `distribute` makes an effect for each item, through the ledger of deliveries: what must happen once.
    package var hasEffects: Bool
    /// Items, by number, whose jobs take their worker's process along.
    package var traps: Set<String>
    /// Items, by number, whose jobs neither end nor stop when they are told.
    package var hangs: Set<String>
    /// MiB that each job keeps for ever.
    package var leak: Int

    package init(
        items: Int, stages: [Stage] = [.scrape], pause: Duration = .zero, errorShare: Double = 0,
        hasEffects: Bool = false, traps: Set<String> = [], hangs: Set<String> = [], leak: Int = 0
    ) {
        self.items = items
        self.stages = stages
        self.pause = pause
        self.errorShare = errorShare
        self.hasEffects = hasEffects
        self.traps = traps
        self.hangs = hangs
        self.leak = leak
    }

    /// Where the oracle counts the jobs of a stage.
    package static func key(_ run: RunID, _ stage: Stage) -> String { "drill:\(run):\(stage.rawValue)" }

    /// Where the oracle keeps who made the effect of an item: a list with one entry for each time it was made.
    package static func effectKey(_ run: RunID, item: String) -> String { "drill:\(run):effect:\(item)" }
}

extension DrillOrder {
    /// - Throws: ``StageError`` `drill.refused` for a run that is no drill.
    init(parameters: [String: String]) throws {
        guard let items = parameters["items"].flatMap({ Int($0) }) else {
            throw StageError(
                code: "drill.refused",
                message: "this worker serves drills alone, and the run is none; stop it, or start it without --drill",
                disposition: .discard)
        }
        self.init(
            items: items,
            pause: .milliseconds(parameters["pause"].flatMap { Int($0) } ?? 0),
            errorShare: parameters["errors"].flatMap { Double($0) } ?? 0,
            hasEffects: parameters["effects"] == "yes",
            traps: Self.numbers(parameters["traps"]),
            hangs: Self.numbers(parameters["hangs"]),
            leak: parameters["leak"].flatMap { Int($0) } ?? 0)
    }

    var parameters: [String: String] {
        var parameters = ["items": "\(items)"]
        if pause > .zero { parameters["pause"] = "\(Int(pause / .milliseconds(1)))" }
        if errorShare > 0 { parameters["errors"] = "\(errorShare)" }
        if hasEffects { parameters["effects"] = "yes" }
        if !traps.isEmpty { parameters["traps"] = traps.sorted().joined(separator: ",") }
        if !hangs.isEmpty { parameters["hangs"] = hangs.sorted().joined(separator: ",") }
        if leak > 0 { parameters["leak"] = "\(leak)" }
        return parameters
    }

    private static func numbers(_ list: String?) -> Set<String> {
        list.map { Set($0.split(separator: ",").map(String.init)) } ?? []
    }

    /// All items, as a run that is not expanded takes them.
    var newItems: [NewItem] { (0..<items).map { NewItem(key: "\($0)", fields: [:]) } }

    /// The next chunk of a run that is expanded; the checkpoint is the next chunk's number.
    func chunk(after checkpoint: JSONValue?) -> ItemChunk {
        let size = 1_000
        var number = 0
        if case .integer(let next) = checkpoint { number = Int(next) }
        let begin = number * size
        let end = min(items, begin + size)
        return ItemChunk(
            number: number, items: (begin..<max(begin, end)).map { NewItem(key: "\($0)", fields: [:]) },
            isLast: end >= items, checkpoint: .integer(Int64(number + 1)))
    }
}
