/// What would become of one item.
package struct PlannedItem: Sendable, Hashable, Codable {
    /// What a stage would do.
    package enum Action: String, Sendable, Hashable, Codable {
        case run
        /// Answered from the memo.
        case reuse
        /// Sources are asked whether they changed; what did not is not fetched again.
        case revalidate
        /// A person decides.
        case wait
    }

    /// One stage of the item.
    package struct Step: Sendable, Hashable, Codable {
        package var stage: Stage
        package var action: Action
    }

    package var key: String
    package var steps: [Step]

    init(_ item: NewItem, pipeline: Pipeline, facts: PlanFacts) {
        key = item.key
        let remembered = facts.remembered[item.key] ?? []
        let isFrozen = pipeline.products.allSatisfy { product in
            facts.frozen.contains(
                ProductIdentity(pipeline: pipeline.name, product: product.name, itemKey: item.key))
        }
        steps = pipeline.stages.map { stage in
            let action: Action =
                switch stage {
                case .scrape: .revalidate
                case .review: .wait
                case .generate where isFrozen && !pipeline.products.isEmpty: .reuse
                case .distribute: .run
                case .expand, .generate, .cover, .assemble: remembered.contains(stage) ? .reuse : .run
                }
            return Step(stage: stage, action: action)
        }
    }

    /// What the item's `stage` would do; `nil` when it has no such stage.
    package func action(of stage: Stage) -> Action? { steps.first { $0.stage == stage }?.action }
}
