package import Pipelines

extension Pipeline {
    /// A small valid pipeline: a newsletter, an e-book and a social post about planted aquaria, with one channel of
    /// each kind. Tests change what they are about.
    package static func fixture(_ change: (inout Pipeline) -> Void = { _ in }) -> Pipeline {
        var pipeline = Pipeline(
            name: "tank-weekly", brand: .fixture, parameters: ["topic": ParameterSpec(defaultValue: "nature aquarium")],
            items: ItemsSpec(source: .single, key: "{{run.week}}"),
            sources: [SourceSpec(kind: .feed(url: "https://example.org/feed.xml"), limit: 20)],
            products: [.letter, .book, .post], agents: AgentSpec.fixtures,
            distribution: [
                DistributionSpec(name: "mail", channel: Channel.mail.name, product: "letter"),
                DistributionSpec(
                    name: "shop", channel: Channel.shop.name, product: "book",
                    price: Money(micros: 9_000_000, currency: "USD"), files: [.epub], publish: .live),
                DistributionSpec(name: "site", channel: Channel.archive.name, product: "letter", after: ["mail"]),
                DistributionSpec(name: "social", channel: Channel.posts.name, product: "post"),
            ])
        change(&pipeline)
        return pipeline
    }
}

extension Brand {
    /// Colours, voice and imprint of a made-up magazine.
    package static let fixture = Brand(
        name: "Tank Weekly", voice: "Calm, exact, warm. Short sentences.",
        palette: ["#12241c", "#2f6b4f", "#d9b36c", "#f4efe3"], author: "Ana Ribeiro",
        imprint: "Tank Weekly, Rua das Plantas 7, São Paulo", postalAddress: "Rua das Plantas 7, 01000-000 São Paulo",
        disclosure: "Made from the named sources.", language: "en")
}

extension ProductSpec {
    /// A newsletter in HTML and text.
    package static let letter = ProductSpec(
        name: "letter", kind: .newsletter, title: "Tank Weekly {{issue.number}}",
        write: [WriteSpec(part: "stories", agent: "editor"), WriteSpec(part: "intro", agent: "copywriter")],
        words: 900, cover: CoverSpec(template: "botanical"), formats: [.html, .text])
    /// An EPUB.
    package static let book = ProductSpec(
        name: "book", kind: .ebook, title: "The Planted Tank", subtitle: "Twelve lessons",
        write: [WriteSpec(part: "chapters", agent: "editor")], cover: CoverSpec(template: "botanical"),
        formats: [.epub])
    /// A card and a text.
    package static let post = ProductSpec(
        name: "post", kind: .social, title: "{{item.key}}", write: [WriteSpec(part: "post", agent: "copywriter")],
        words: 60, cover: CoverSpec(template: "botanical"), formats: [.text])
}

extension AgentSpec {
    /// An editor that answers by a schema and a copywriter that answers in Markdown.
    package static let fixtures: [String: AgentSpec] = [
        "editor": AgentSpec(
            name: "editor", prompt: "Write about {{params.topic}} from these sources.",
            schema: .object([
                "type": .string("object"), "required": .array([.string("sections")]),
                "properties": .object(["sections": .object(["type": .string("array")])]),
            ])),
        "copywriter": AgentSpec(name: "copywriter", prompt: "Introduce {{params.topic}}.", maximumWords: 120),
    ]
}
