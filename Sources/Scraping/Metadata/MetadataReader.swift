import Markup

/// Reads a page's metadata from its markup, each value from an ordered list of places: the surest first.
struct MetadataReader {
    let tree: HTMLTree
    let url: WebURL?
    let elements: PageElements
    private let meta: MetaTags
    private let structured: StructuredData
    private let items: ItemProperties
    /// The address that the page gives for itself.
    private let declaredURL: String?
    /// Whether people write to each other on the page.
    private let isDeclaredDiscussion: Bool

    init(_ tree: HTMLTree, url: WebURL?) {
        self.tree = tree
        elements = PageElements(tree)
        meta = MetaTags(tree, elements)
        structured = StructuredData(tree.structuredData)
        items = ItemProperties(tree, elements)
        declaredURL = Self.canonicalLink(in: tree, elements) ?? meta["og:url"]
        self.url = url ?? declaredURL.flatMap { WebURL($0) }
        isDeclaredDiscussion =
            !structured.types.isDisjoint(with: ["discussionforumposting", "qapage", "question"])
            || self.url.map(Self.isOfDiscussion) == true
    }

    func read() -> PageMetadata {
        var page = PageMetadata()
        let site = meta["og:site_name"] ?? structured.site ?? meta["application-name"]
        page.site = site
        let near = NearHeading(tree, elements)
        let isWritten = isWritten
        let dates = DateReader(
            tree: tree, elements: elements, url: url, meta: meta, structured: structured, items: items, near: near,
            isWritten: isWritten)
        let author = AuthorReader(
            tree: tree, elements: elements, meta: meta, structured: structured, items: items, near: near,
            isDiscussion: isDeclaredDiscussion, isWritten: isWritten
        ).read()
        let language = LanguageReader(tree: tree, elements: elements, meta: meta).read()
        page.set(title(site: site), as: .title)
        page.set(author, as: .author)
        page.set(dates.read(), as: .date)
        page.set(language, as: .language)
        page.modified = dates.modified()
        page.licence = licence
        page.tags = tags
        page.description = meta["og:description"] ?? meta["description"] ?? meta["twitter:description"]
        page.canonicalURL = declaredURL.flatMap { resolve($0) }
        page.image =
            (meta["og:image"] ?? meta["og:image:url"] ?? meta["twitter:image"] ?? structured.image
            ?? items.first(.image).lazy.compactMap { items.address(of: $0) }.first)
            .flatMap { resolve($0) }
        return page
    }

    /// What the page is: the types in its structured data and `og:type`, in lower case.
    var declaredTypes: Set<String> {
        var types = structured.types
        if let type = meta["og:type"] { types.insert(type.lowercased()) }
        return types
    }

    private var isArticle: Bool { structured.types.contains { $0.hasSuffix("article") || $0.hasSuffix("posting") } }

    private var isProduct: Bool { structured.types.contains("product") || meta["og:type"] == "product" }

    /// What the page as a whole says, before its text is judged.
    var facts: PageFacts {
        var facts = PageFacts()
        facts.isArticle = isArticle
        facts.isProduct = isProduct
        facts.isDeclaredArticle = meta["og:type"]?.lowercased() == "article"
        facts.kind = PageKind(types: declaredTypes, url: url, isDiscussion: false, linkDensity: 0)
        let titles = [documentTitle, meta["og:title"], elements.headings.first.map { tree.text(of: $0) }]
        let words = titles.flatMap { WordRuns.words(of: ($0 ?? "").utf8.prefix(Self.longestTitle)) }
        facts.title = HashSet(holding: words.count)
        for word in words { facts.title.insert(word) }
        facts.declared = DeclaredText(
            structured.texts + [meta["description"], meta["og:description"]].compactMap(\.self))
        return facts
    }

    /// Bytes of a title that are read.
    private static let longestTitle = 500

    private static func isOfDiscussion(_ url: WebURL) -> Bool {
        if url.host?.hasPrefix("forum") == true || url.host?.hasPrefix("community.") == true { return true }
        let path = Array(url.path.utf8)[...]
        return discussionPaths.contains { path.offset(of: $0) != nil }
    }

    private static let discussionPaths = [
        "/forum", "/thread", "/topic/", "/questions/", "showthread", "viewtopic", "/t/",
    ].map { Array($0.utf8) }

    /// Whether the page is a text with an author and a date, as far as it says so: an article or a discussion. What is
    /// declared as a product or as a site's page is none, whatever its software writes into the head.
    private var isWritten: Bool {
        if isProduct { return false }
        if isArticle || isDeclaredDiscussion { return true }
        let type = meta["og:type"]?.lowercased() ?? "article"
        return type == "article" || type == "blog" || type.hasPrefix("video") || type == "book"
    }

    private func title(site: String?) -> MetadataValue? {
        func value(_ title: String?, _ source: MetadataSource, _ confidence: Float) -> MetadataValue? {
            title.flatMap { $0.isEmpty ? nil : MetadataValue($0, source, confidence) }
        }
        let headings = elements.headings.map { tree.text(of: $0) }
            .filter { !$0.isEmpty && $0.count < 300 && $0 != site }
        return itemHeadline
            ?? value(headings.count == 1 ? headings[0] : nil, .heading, 0.8)
            ?? value(heading(headings, agreeingWith: documentTitle), .heading, 0.8)
            ?? value(structured.headline, .structuredData, 0.75) ?? value(headings.first, .heading, 0.7)
            ?? value(documentTitle.map { PageTitle.cut($0, site: site) }, .title, 0.65)
            ?? value(meta["og:title"] ?? meta["twitter:title"] ?? meta["dc.title"], .meta, 0.5)
    }

    /// Of several first-level headings the one that the document's own title repeats.
    private func heading(_ headings: [String], agreeingWith title: String?) -> String? {
        guard let title = title?.lowercased() else { return nil }
        return headings.filter { $0.count > 8 && title.contains($0.lowercased()) }.max { $0.count < $1.count }
    }

    private var documentTitle: String? {
        guard let node = elements.title else { return nil }
        let title = tree.text(of: node)
        return title.isEmpty ? nil : title
    }

    private var itemHeadline: MetadataValue? {
        for property in items.all(.headline).prefix(ItemProperties.candidates) {
            let text = items.text(of: property)
            if !text.isEmpty && text.count < 300 { return MetadataValue(text, property.source, 0.8) }
        }
        return nil
    }

    private static func canonicalLink(in tree: HTMLTree, _ elements: PageElements) -> String? {
        for index in elements.links {
            guard tree.attribute(.rel, of: index)?.lowercased() == "canonical",
                let target = tree.attribute(.href, of: index)?.trimmingBlanks, !target.isEmpty
            else { continue }
            return target
        }
        return nil
    }

    private var licence: String? {
        for index in elements.links + elements.anchors {
            guard let relation = tree.attributeBytes(.rel, of: index), relation.containsIgnoringCase("license"),
                let target = tree.attribute(.href, of: index)
            else { continue }
            return resolve(target) ?? target
        }
        let item = items.first(.license).first.map { items.address(of: $0) ?? items.text(of: $0) }
        return structured.licence ?? item.flatMap { $0.isEmpty ? nil : resolve($0) ?? $0 } ?? meta["dc.rights"]
            ?? meta["dcterms.license"]
    }

    private var tags: [String] {
        let listed = structured.tags.isEmpty ? meta.all("article:tag") : structured.tags
        let words =
            listed.isEmpty
            ? (meta["keywords"] ?? meta["news_keywords"])?.split(separator: ",").map(\.trimmingBlanks) : listed
        var unique: [String] = []
        for word in words ?? [] where !word.isEmpty && word.count < 80 && !unique.contains(word) { unique.append(word) }
        return Array(unique.prefix(30))
    }

    private func resolve(_ reference: String) -> String? {
        let resolved = WebURL.resolve(reference, against: url)
        return resolved?.isWeb == true ? resolved?.description : nil
    }
}
