import Pipelines

/// What the chapters of a part are to be, in order.
package struct Outline: Sendable, Hashable, Codable {
    package var chapters: [OutlinedChapter]

    package init(chapters: [OutlinedChapter]) { self.chapters = chapters }

    /// A chapter for each source.
    package init(of sources: [WritingSource]) {
        chapters = sources.map { source in
            OutlinedChapter(title: source.document.title, sources: [source.reference.url])
        }
    }

    /// The form of a model's outline of at most so many chapters.
    static func schema(most: Int) -> JSONValue {
        func text(_ limit: Int64, _ description: String) -> JSONValue {
            .object([
                "type": .string("string"), "maxLength": .integer(limit), "description": .string(description),
            ])
        }
        let chapter = object([
            "title": text(200, "The heading of the chapter."),
            "about": text(2_000, "What the chapter says, and what it leaves to others."),
            "sources": .object([
                "type": .string("array"), "items": text(4_096, "The address of a source, exactly as given."),
            ]),
        ])
        return object([
            "chapters": .object([
                "type": .string("array"), "minItems": .integer(1), "maxItems": .integer(Int64(most)), "items": chapter,
            ])
        ])
    }

    private static func object(_ properties: [String: JSONValue]) -> JSONValue {
        .object([
            "type": .string("object"), "additionalProperties": .bool(false),
            "required": .array(properties.keys.sorted().map(JSONValue.string)), "properties": .object(properties),
        ])
    }
}

/// One chapter of an ``Outline``.
package struct OutlinedChapter: Sendable, Hashable, Codable {
    package var title: String
    /// What it says; empty: what its sources say.
    package var about: String
    /// Addresses of the sources that it rests on; none: all of them.
    package var sources: [String]

    package init(title: String, about: String = "", sources: [String] = []) {
        self.title = title
        self.about = about
        self.sources = sources
    }
}
