package import Pipelines

/// What a worker serves: `scrape=8,generate=2:3` is eight jobs of `scrape` at a time and two of `generate`, whose weight is
/// three where they share a total.
package struct WorkerLanes: Sendable, Hashable {
    package var slots: [Stage: Int]
    package var weights: [Stage: Int] = [:]
    /// Jobs at a time in all stages together; nil: the sum of theirs.
    package var total: Int?

    /// Every stage, with the same number of slots.
    package init(concurrency: Int) {
        slots = Dictionary(uniqueKeysWithValues: Stage.allCases.map { ($0, concurrency) })
    }

    /// Reads a list such as `scrape=8,generate=2:3,cover`; an empty one stands for all stages.
    ///
    /// - Parameter concurrency: of the stages that say none.
    /// - Throws: ``RuntimeError`` `settings` naming the part that is wrong.
    package init(parsing text: String, concurrency: Int, total: Int? = nil) throws {
        self.init(concurrency: concurrency)
        self.total = total
        guard !text.isEmpty else { return }
        slots = [:]
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            let (name, numbers) = Self.halves(part, at: "=")
            let (count, weight) = numbers.map { Self.halves($0, at: ":") } ?? (nil, nil)
            guard let stage = Stage(rawValue: name.trimmingPrefix(" ").description) else {
                let known = Stage.allCases.map(\.rawValue).joined(separator: ", ")
                throw RuntimeError(.settings, "\(name) is not a stage; stages are: \(known).")
            }
            guard slots[stage] == nil else { throw RuntimeError(.settings, "\(stage.rawValue) is named twice.") }
            slots[stage] = try count.map { try Self.number($0, "\(part): jobs at a time are") } ?? concurrency
            if let weight { weights[stage] = try Self.number(weight, "\(part): a weight is") }
        }
    }

    private static func halves(_ text: Substring, at separator: Character) -> (Substring, Substring?) {
        guard let index = text.firstIndex(of: separator) else { return (text, nil) }
        return (text[..<index], text[text.index(after: index)...])
    }

    private static func number(_ text: Substring?, _ what: String) throws -> Int {
        guard let text, let number = Int(text), (1...1_024).contains(number) else {
            throw RuntimeError(.settings, "\(what) between 1 and 1024.")
        }
        return number
    }
}
