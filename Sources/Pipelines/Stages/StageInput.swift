/// What the stages of an item have returned so far; each stage adds its own.
package struct StageInput: Sendable, Hashable, Codable {
    package var scrape: ScrapeOutput?
    package var generate: GenerateOutput?
    package var cover: CoverOutput?
    package var assemble: AssembleOutput?

    package init(
        scrape: ScrapeOutput? = nil, generate: GenerateOutput? = nil, cover: CoverOutput? = nil,
        assemble: AssembleOutput? = nil
    ) {
        self.scrape = scrape
        self.generate = generate
        self.cover = cover
        self.assemble = assemble
    }
}

/// What `scrape` found: the documents in the manifest's order, and what could not be had.
package struct ScrapeOutput: Sendable, Hashable, Codable {
    package var documents: [DocumentReference]
    package var problems: [SourceProblem]

    package init(documents: [DocumentReference], problems: [SourceProblem] = []) {
        self.documents = documents
        self.problems = problems
    }
}

/// A source that was skipped, with the reason: dead links are told, never dropped in silence.
package struct SourceProblem: Sendable, Hashable, Codable {
    package var url: String
    package var message: String

    package init(url: String, message: String) {
        self.url = url
        self.message = message
    }
}

/// What `generate` wrote: one manuscript for each product, by the product's name.
package struct GenerateOutput: Sendable, Hashable, Codable {
    package var manuscripts: [String: ManuscriptReference]
    /// What the providers charged; zero for the extractive provider.
    package var cost: Money

    package init(manuscripts: [String: ManuscriptReference], cost: Money) {
        self.manuscripts = manuscripts
        self.cost = cost
    }
}

/// A stored ``Manuscript``.
package struct ManuscriptReference: Sendable, Hashable, Codable {
    package var digest: Digest
    package var title: String
    package var subtitle: String?
    /// Taken over from an accepted or published version, not written in this run.
    package var frozen: Bool

    package init(digest: Digest, title: String, subtitle: String? = nil, frozen: Bool = false) {
        self.digest = digest
        self.title = title
        self.subtitle = subtitle
        self.frozen = frozen
    }
}

/// What `cover` drew: the covers of each product that has one, by the product's name.
package struct CoverOutput: Sendable, Hashable, Codable {
    package var covers: [String: [AssetReference]]

    package init(covers: [String: [AssetReference]]) { self.covers = covers }
}

/// What `assemble` made: a version of each product, by the product's name.
package struct AssembleOutput: Sendable, Hashable, Codable {
    package var products: [String: ProductVersionReference]

    package init(products: [String: ProductVersionReference]) { self.products = products }
}

/// What `distribute` did; nothing comes after it.
package struct DistributeOutput: Sendable, Hashable, Codable {
    package var deliveries: [DeliverySummary]

    package init(deliveries: [DeliverySummary]) { self.deliveries = deliveries }
}

/// One line of what was delivered.
package struct DeliverySummary: Sendable, Hashable, Codable {
    package var distribution: String
    package var channel: ChannelName
    package var state: DeliveryState
    package var count: Int
    package var location: String?

    package init(distribution: String, channel: ChannelName, state: DeliveryState, count: Int, location: String? = nil)
    {
        self.distribution = distribution
        self.channel = channel
        self.state = state
        self.count = count
        self.location = location
    }
}
