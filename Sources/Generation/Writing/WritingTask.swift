package import Pipelines

/// One part of one product that is to be written: pure values.
package struct WritingTask: Sendable {
    package var product: ProductSpec
    /// The product's title, its templates filled in.
    package var title: String
    /// `intro`, `stories`, `chapters`, `post`, `seo`, or a name of the manifest's own.
    package var part: String
    package var agent: AgentSpec
    package var brand: Brand
    /// BCP 47.
    package var language: String
    /// Words to aim at for the whole product; `nil`: the writer's own measure.
    package var words: Int?
    package var sources: [WritingSource]
    /// The manifest's variables, for the agent's prompt.
    package var values: TemplateValues
    /// The one chapter that is to be written; `nil`: the whole part.
    package var chapter: ChapterPlace?

    package init(
        product: ProductSpec, title: String, part: String, agent: AgentSpec, brand: Brand, language: String,
        words: Int?, sources: [WritingSource], values: TemplateValues, chapter: ChapterPlace? = nil
    ) {
        self.product = product
        self.title = title
        self.part = part
        self.agent = agent
        self.brand = brand
        self.language = language
        self.words = words
        self.sources = sources
        self.values = values
        self.chapter = chapter
    }
}
