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
