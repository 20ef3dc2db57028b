import Pipelines

/// What all parts of one product share: the same for each job that writes some of them.
struct ProductFrame {
    let product: ProductSpec
    let title: String
    /// BCP 47.
    let language: String

    init(_ product: ProductSpec, title: String, language: String) {
        self.product = product
        self.title = title
        self.language = language
    }

    /// The product's own words, else those of its first source.
    init(_ product: ProductSpec, _ request: StageRequest, firstSource: WritingSource?) {
        let rendered = TemplateValues(run: request.run, item: request.item).render(product.title)
        self.init(
            product, title: rendered.isEmpty ? firstSource?.document.title ?? product.name : rendered,
            language: product.language ?? request.pipeline.brand.language ?? firstSource?.document.language ?? "en")
    }

    /// A part that `agent` is to write from `sources`.
    func task(
        _ part: String, by agent: AgentSpec, from sources: [WritingSource], _ request: StageRequest,
        chapter: ChapterPlace? = nil
    ) -> WritingTask {
        WritingTask(
            product: product, title: title, part: part, agent: agent, brand: request.pipeline.brand,
            language: language, words: product.words, sources: sources,
            values: TemplateValues(run: request.run, item: request.item), chapter: chapter)
    }
}
