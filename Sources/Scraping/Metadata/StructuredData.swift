import Markup

/// What a page's JSON-LD says about it (schema.org).
struct StructuredData {
    private(set) var types: Set<String> = []
    private(set) var headline: String?
    private(set) var author: String?
    private(set) var published: String?
    private(set) var modified: String?
    private(set) var licence: String?
    private(set) var tags: [String] = []
    private(set) var site: String?
    private(set) var image: String?
    private(set) var articleBody: String?
    /// What it says at length: descriptions, bodies, posts.
    private(set) var texts: [String] = []
    /// An author who stands outside any article: better than none.
    private(set) var anyAuthor: String?

    init(_ blocks: [String]) {
        for block in blocks.prefix(50) {
            guard let json = LooseJSON(block) else { continue }
            for object in Self.objects(in: json) { read(object) }
        }
    }

    private mutating func read(_ object: LooseJSON) {
        let names = (object["@type"]?.elements ?? []).compactMap(\.text).map { $0.lowercased() }
        types.formUnion(names)
        if names.contains("website") || names.contains("organization") || names.contains("newsmediaorganization") {
            site = site ?? object["name"]?.text
        }
        for key in ["description", "articleBody", "text", "reviewBody"] {
            if let text = object[key]?.text, texts.count < 200 { texts.append(text) }
        }
        let isArticle = names.contains { $0.hasSuffix("article") || $0.hasSuffix("posting") || $0 == "report" }
        let writer = Self.names(of: object["author"])
        if isArticle {
            headline = headline ?? object["headline"]?.text
            author = author ?? writer
            published = published ?? object["datePublished"]?.text
            modified = modified ?? object["dateModified"]?.text
            licence = licence ?? object["license"]?.text ?? object["license"]?["url"]?.text
            if tags.isEmpty { tags = Self.keywords(of: object["keywords"]) }
            articleBody = articleBody ?? object["articleBody"]?.text
            image = image ?? Self.address(of: object["image"])
        } else {
            anyAuthor = anyAuthor ?? writer
            guard published == nil else { return }
            // A plain WebPage is dated by its software whatever it is.
            if !Self.dated.isDisjoint(with: names) {
                published = object["datePublished"]?.text ?? object["dateCreated"]?.text
            }
        }
    }

    /// Types that people date, apart from articles.
    private static let dated: Set<String> = [
        "recipe", "videoobject", "question", "qapage", "medicalwebpage", "howto", "podcastepisode", "report", "dataset",
    ]

    /// The objects of a document, those in `@graph` and in `mainEntity` included, in order.
    private static func objects(in json: LooseJSON) -> [LooseJSON] {
        var found: [LooseJSON] = []
        var waiting = json.elements
        while !waiting.isEmpty, found.count < 1000 {
            let next = waiting.removeFirst()
            guard case .object = next else { continue }
            found.append(next)
            for key in ["@graph", "mainEntity", "mainEntityOfPage", "itemListElement"] {
                waiting.append(contentsOf: next[key]?.elements ?? [])
            }
        }
        return found
    }

    private static func keywords(of value: LooseJSON?) -> [String] {
        let texts = (value?.elements ?? []).compactMap { $0.text ?? $0["name"]?.text }
        return texts.flatMap { $0.split(separator: ",").map(\.trimmingBlanks) }.filter { !$0.isEmpty }
    }

    private static func names(of author: LooseJSON?) -> String? {
        let names = (author?.elements ?? []).compactMap { $0.text ?? $0["name"]?.elements.first?.text }
        var unique: [String] = []
        for name in names where !unique.contains(name) { unique.append(name) }
        return unique.isEmpty ? nil : unique.prefix(5).joined(separator: ", ")
    }

    private static func address(of image: LooseJSON?) -> String? {
        let first = image?.elements.first
        return first?.text ?? first?["url"]?.text
    }
}
