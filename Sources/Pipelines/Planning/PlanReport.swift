/// What a run would do, as far as can be said before it: `presswork plan`.
package struct PlanReport: Sendable, Hashable, Codable {
    package var pipeline: String
    package var version: Digest
    package var items: [PlannedItem]
    package var deliveries: [PlannedDelivery]
    /// An estimate; zero for providers that charge nothing.
    package var inputTokens: Int
    /// An estimate.
    package var outputTokens: Int
    /// An estimate over the models whose price is known.
    package var cost: Money
    /// The most that the run may spend.
    package var budget: Money
    /// What could not be known, in sentences.
    package var notes: [String]

    /// Compares a pipeline and the items of a run with what is known.
    ///
    /// - Parameter items: `nil` when they are known only after the sources have been read.
    package init(pipeline: Pipeline, items: [NewItem]?, facts: PlanFacts) throws {
        self.pipeline = pipeline.name
        version = try pipeline.version()
        budget = pipeline.budget.run
        let items = items ?? []
        self.items = items.map { PlannedItem($0, pipeline: pipeline, facts: facts) }
        deliveries = items.flatMap { item in
            pipeline.distribution.map { PlannedDelivery($0, item: item, pipeline: pipeline, facts: facts) }
        }
        var estimate = PlanEstimate(pipeline: pipeline, facts: facts)
        for (item, planned) in zip(items, self.items) where planned.action(of: .generate) == .run {
            estimate.add(item)
        }
        inputTokens = estimate.inputTokens
        outputTokens = estimate.outputTokens
        cost = estimate.cost
        notes = estimate.notes
        if case .documents = pipeline.items.source, items.isEmpty {
            notes.append(
                "Items are the documents of the sources: how many there are is known when they have been read.")
        }
        if let review = pipeline.review {
            notes.append("Nothing leaves before a person has approved: \(review.products.joined(separator: ", ")).")
        }
    }
}
