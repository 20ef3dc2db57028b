import Markup

/// Reads a page's metadata from its markup, each value from an ordered list of places: the surest first.
struct MetadataReader {
    let tree: HTMLTree
    let url: WebURL?
    private let meta: MetaTags
    private let structured: StructuredData

    init(_ tree: HTMLTree, url: WebURL?) {
        self.tree = tree
        meta = MetaTags(tree)
        structured = StructuredData(tree.structuredData)
        let declared = Self.link("canonical", in: tree) ?? meta["og:url"]
        self.url = url ?? declared.flatMap { WebURL($0) }
    }

    func read() -> PageMetadata {
        var page = PageMetadata()
        let site = meta["og:site_name"] ?? structured.site ?? meta["application-name"]
        page.site = site
        let near = NearHeading(tree)
        let isWritten = isWritten
        let dates = DateReader(
            tree: tree, url: url, meta: meta, structured: structured, near: near, isWritten: isWritten)
        let author = AuthorReader(
            tree: tree, meta: meta, structured: structured, near: near, isDiscussion: isDeclaredDiscussion,
            isWritten: isWritten
        ).read()
        let language = LanguageReader(tree: tree, meta: meta).read()
        page.set(title(site: site), as: .title)
        page.set(author, as: .author)
        page.set(dates.read(), as: .date)
        page.set(language, as: .language)
        page.modified = dates.modified()
        page.licence = licence
        page.tags = tags
        page.description = meta["og:description"] ?? meta["description"] ?? meta["twitter:description"]
        page.canonicalURL = (Self.link("canonical", in: tree) ?? meta["og:url"]).flatMap { resolve($0) }
        page.image = (meta["og:image"] ?? meta["og:image:url"] ?? meta["twitter:image"] ?? structured.image)
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
        facts.declared = DeclaredText(
            structured.texts + [meta["description"], meta["og:description"]].compactMap(\.self))
        return facts
    }

    /// Whether people write to each other on the page.
    private var isDeclaredDiscussion: Bool {
        !structured.types.isDisjoint(with: ["discussionforumposting", "qapage", "question"])
            || url?.host?.hasPrefix("forum") == true || url?.host?.hasPrefix("community.") == true
            || ["/forum", "/thread", "/topic/", "/questions/", "showthread", "viewtopic", "/t/"].contains {
                url?.path.contains($0) == true
            }
    }

    /// Whether the page is a text with an author and a date, as far as it says so: an article or a discussion. What is
    /// declared as a product or as a site's page is none, whatever its software writes into the head.
    private var isWritten: Bool {
        if isProduct { return false }
        if isArticle || isDeclaredDiscussion { return true }
        let type = meta["og:type"]?.lowercased() ?? "article"
        return type == "article" || type == "blog" || type.hasPrefix("video") || type == "book"
    }

    private func title(site: String?) -> MetadataValue? {
        let headings = tree.nodes.indices.filter { tree.nodes[$0].tag == .h1 }
            .map { tree.text(of: $0) }.filter { !$0.isEmpty && $0.count < 300 && $0 != site }
        let cut = documentTitle.map { PageTitle.cut($0, site: site) }
        let places: [(String?, MetadataSource, Float)] = [
            (itemProperty("headline"), .itemProperty, 0.8), (headings.count == 1 ? headings[0] : nil, .heading, 0.8),
            (heading(headings, agreeingWith: documentTitle), .heading, 0.8),
            (structured.headline, .structuredData, 0.75), (headings.first, .heading, 0.7), (cut, .title, 0.65),
            (meta["og:title"], .meta, 0.5), (meta["twitter:title"], .meta, 0.5), (meta["dc.title"], .meta, 0.5),
        ]
        for case (let title?, let source, let confidence) in places where !title.isEmpty {
            return MetadataValue(title, source, confidence)
        }
        return nil
    }

    /// Of several first-level headings the one that the document's own title repeats.
    private func heading(_ headings: [String], agreeingWith title: String?) -> String? {
        guard let title = title?.lowercased() else { return nil }
        return headings.filter { $0.count > 8 && title.contains($0.lowercased()) }.max { $0.count < $1.count }
    }

    private var documentTitle: String? {
        guard let node = tree.first(.title) else { return nil }
        let title = tree.text(of: node)
        return title.isEmpty ? nil : title
    }

    private func itemProperty(_ name: String) -> String? {
        for index in tree.nodes.indices
        where tree.attributeBytes(.itemprop, of: index)?.elementsEqual(name.utf8) == true {
            let text = tree.attribute(.content, of: index)?.trimmingBlanks ?? tree.text(of: index)
            if !text.isEmpty && text.count < 300 { return text }
        }
        return nil
    }

    /// Where a link of the head leads.
    private static func link(_ relation: String, in tree: HTMLTree) -> String? {
        for index in tree.nodes.indices where tree.nodes[index].tag == .link {
            guard tree.attribute(.rel, of: index)?.lowercased() == relation,
                let target = tree.attribute(.href, of: index)?.trimmingBlanks, !target.isEmpty
            else { continue }
            return target
        }
        return nil
    }

    private var licence: String? {
        for index in tree.nodes.indices where tree.nodes[index].tag == .a || tree.nodes[index].tag == .link {
            guard let relation = tree.attributeBytes(.rel, of: index), relation.containsIgnoringCase("license"),
                let target = tree.attribute(.href, of: index)
            else { continue }
            return resolve(target) ?? target
        }
        return structured.licence ?? meta["dc.rights"] ?? meta["dcterms.license"]
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
