/// Sums up what agents would read and write. Rough on purpose: four tokens for three words, sources counted once a call.
struct PlanEstimate {
    private(set) var inputTokens = 0
    private(set) var outputTokens = 0
    private(set) var cost = Money.zero
    private(set) var notes: [String] = []
    private let pipeline: Pipeline
    private let facts: PlanFacts

    private static let usualWords = 600
    /// How many chapters are counted before anybody knows.
    private static let usualChapters = 10

    init(pipeline: Pipeline, facts: PlanFacts) {
        self.pipeline = pipeline
        self.facts = facts
    }

    /// Adds the calls for one item.
    mutating func add(_ item: NewItem) {
        for product in pipeline.products {
            let identity = ProductIdentity(pipeline: pipeline.name, product: product.name, itemKey: item.key)
            guard !facts.frozen.contains(identity) else { continue }
            for part in product.write { add(part, of: product) }
        }
    }

    private mutating func add(_ part: WriteSpec, of product: ProductSpec) {
        guard let chapters = part.chapters else {
            return add(part.agent, words: product.words, sourceTokens: facts.sourceTokens)
        }
        var count = Self.usualChapters
        if let outline = chapters.outline {
            count = min(count, chapters.most)
            add(outline, words: 60 * count, sourceTokens: facts.sourceTokens)
        }
        note("`\(product.name)` is counted as \(count) chapters: how many there are is known when it is outlined.")
        for _ in 0..<count {
            add(part.agent, words: product.words.map { $0 / count }, sourceTokens: facts.sourceTokens / count)
        }
    }

    /// Adds one call.
    private mutating func add(_ agent: String, words: Int?, sourceTokens: Int) {
        guard let agent = pipeline.agents[agent], agent.provider != ProviderAccount.builtIn else { return }
        let words = agent.maximumWords ?? words ?? Self.usualWords
        let input = sourceTokens + agent.prompt.utf8.count / 4
        let output = words * 4 / 3
        inputTokens += input
        outputTokens += output
        guard let model = agent.model, let price = facts.prices[model] else {
            note(
                "The price of `\(agent.model ?? "the run's model")` is not known: its tokens are counted, its cost is not."
            )
            return
        }
        let call = price.cost(inputTokens: input, outputTokens: output)
        guard call.currency == cost.currency || cost.micros == 0 else {
            return note("Costs in \(call.currency) are left out of a sum in \(cost.currency).")
        }
        cost = Money(micros: cost.micros + call.micros, currency: call.currency)
    }

    private mutating func note(_ text: String) {
        if !notes.contains(text) { notes.append(text) }
    }
}
