import Markup

/// A property of a thing that a page describes in its own elements, whether as microdata or as RDFa.
struct ItemProperty {
    /// What schema.org calls it; Dublin Core's names for the same are read as these.
    enum Name: String {
        case headline, author, name, datePublished, dateModified, image, license
    }

    let name: Name
    /// The element that holds the value.
    let node: Int
    /// `itemProperty` or `rdfa`.
    let source: MetadataSource
    /// The element at which the thing begins; nil for the page itself.
    let owner: Int?
    /// Whether the thing may be what the page is about, and not its author, its picture or a comment.
    let isOfPage: Bool

    /// Whether things of these types, in lower case and without their vocabulary, are what pages are about.
    static func isPage(_ types: [Substring]) -> Bool {
        types.isEmpty || !types.contains("comment") && types.contains { type in pages.contains { type.hasSuffix($0) } }
    }

    private static let pages = [
        "article", "posting", "page", "document", "creativework", "report", "recipe", "review", "howto", "product",
        "videoobject", "book", "dataset", "course", "event", "item", "post",
    ]

    /// The types that an attribute lists, in lower case and without their vocabulary.
    static func types(_ written: String) -> [Substring] {
        written.lowercased().split { $0.isWhitespace }.prefix(10).map { type in
            type.split { $0 == "/" || $0 == "#" || $0 == ":" }.last ?? type
        }
    }
}
