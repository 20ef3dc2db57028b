package import Pipelines

extension Document {
    /// The `number`th of an endless magazine of short articles.
    package static func fixture(_ number: Int = 1) -> Document {
        let paragraphs = [
            "Plants first. A tank with a dense carpet of Eleocharis shades algae before it can settle, lesson \(number).",
            "Change half of the water each week. Use a soft sponge for the glass, and leave the substrate alone.",
            "Carbon dioxide at 25 milligrams a litre is enough for most stems. Fish gasp at the surface above 40.",
        ]
        return Document(
            url: "https://example.org/articles/\(number)", title: "Lesson \(number): Balance", author: "Ana Ribeiro",
            published: "2026-11-\(number < 10 ? "0" : "")\(number)", site: "Tank Weekly", language: "en",
            summary: "How lesson \(number) keeps a planted tank in balance.",
            markdown: "## Balance\n\n" + paragraphs.joined(separator: "\n\n") + "\n",
            text: "Balance\n\n" + paragraphs.joined(separator: "\n\n"),
            images: [DocumentImage(url: "https://example.org/images/\(number).jpg", alt: "Planted tank \(number)")])
    }
}

extension Manuscript {
    /// A manuscript with a section for each number of `sections`.
    package static func fixture(
        title: String = "Tank Weekly 47", part: String = "stories", sections: Int = 2
    ) -> Manuscript {
        Manuscript(
            title: title, subtitle: "Twelve lessons", language: "en", summary: "What kept our tanks clear this week.",
            sections: (1...max(1, sections)).map { number in
                let document = Document.fixture(number)
                return ManuscriptSection(
                    part: part, heading: document.title, markdown: document.markdown,
                    sources: [
                        SourceCitation(
                            document: Digest(of: document.url), url: document.url, title: document.title,
                            author: document.author)
                    ])
            },
            keywords: ["aquarium", "plants"],
            provenance: Provenance(
                provider: "extractive", statement: "No model wrote this: every sentence is quoted from its source."))
    }
}
