/// A validated manifest with everything that it names resolved: what workers read.
///
/// Its canonical JSON is what `apply` stores beside the bundle; ``Pipeline/version`` is the digest of that.
package struct Pipeline: Sendable, Hashable, Codable {
    package var name: String
    package var brand: Brand
    package var schedule: ScheduleSpec?
    package var send: SendSpec?
    package var parameters: [String: ParameterSpec]
    package var budget: Budget
    package var items: ItemsSpec
    package var sources: [SourceSpec]
    package var products: [ProductSpec]
    /// By name; each names its prompt's file in the bundle.
    package var agents: [String: AgentSpec]
    package var review: ReviewSpec?
    /// In an order that honours `after`.
    package var distribution: [DistributionSpec]
    package var onPartial: OnPartial

    package init(
        name: String, brand: Brand = Brand(), schedule: ScheduleSpec? = nil, send: SendSpec? = nil,
        parameters: [String: ParameterSpec] = [:], budget: Budget = Budget(), items: ItemsSpec = ItemsSpec(),
        sources: [SourceSpec] = [], products: [ProductSpec] = [], agents: [String: AgentSpec] = [:],
        review: ReviewSpec? = nil, distribution: [DistributionSpec] = [], onPartial: OnPartial = .ask
    ) {
        self.name = name
        self.brand = brand
        self.schedule = schedule
        self.send = send
        self.parameters = parameters
        self.budget = budget
        self.items = items
        self.sources = sources
        self.products = products
        self.agents = agents
        self.review = review
        self.distribution = distribution
        self.onPartial = onPartial
    }

    /// The digest of the canonical form: two manifests that say the same are one version.
    package func version() throws -> Digest { try JSONValue(encoding: self).digest() }

    /// The stages that an item of this pipeline goes through, in order.
    package var stages: [Stage] {
        Stage.ofItem.filter { stage in
            switch stage {
            case .scrape: !sources.isEmpty
            case .cover: products.contains { $0.cover != nil }
            case .review: review != nil
            case .distribute: !distribution.isEmpty
            case .expand, .generate, .assemble: true
            }
        }
    }
}
