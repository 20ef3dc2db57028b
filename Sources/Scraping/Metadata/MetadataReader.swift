import Markup

/// Reads a page's metadata from its markup, each value from an ordered list of places: the surest first.
struct MetadataReader {
    let tree: HTMLTree
    let url: WebURL?
    private let meta: MetaTags
    private let structured: StructuredData

    init(_ tree: HTMLTree, url: WebURL?) {
        self.tree = tree
        self.url = url
        meta = MetaTags(tree)
        structured = StructuredData(tree.structuredData)
    }

    func read() -> PageMetadata {
        var page = PageMetadata()
        page.site = meta["og:site_name"] ?? structured.site ?? meta["application-name"]
        page.title = title(site: page.site)
        page.author = AuthorReader(tree: tree, meta: meta, structured: structured).read()
        page.date = DateReader(tree: tree, url: url, meta: meta, structured: structured).read()
        page.language = language()
        page.description = meta["og:description"] ?? meta["description"] ?? meta["twitter:description"]
        page.canonicalURL = link("canonical") ?? meta["og:url"].flatMap { resolve($0) }
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

    private func title(site: String?) -> String? {
        let headings = tree.nodes.indices.filter { tree.nodes[$0].tag == .h1 }
            .map { tree.text(of: $0) }.filter { !$0.isEmpty && $0.count < 300 && $0 != site }
        let cut = documentTitle.map { PageTitle.cut($0, site: site) }
        return itemProperty("headline") ?? (headings.count == 1 ? headings[0] : nil)
            ?? heading(headings, agreeingWith: documentTitle) ?? structured.headline ?? headings.first
            ?? cut ?? meta["og:title"] ?? meta["twitter:title"] ?? meta["dc.title"]
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

    private func language() -> String? {
        let declared =
            tree.first(.html).flatMap { tree.attribute(.lang, of: $0) } ?? meta["content-language"]
            ?? meta["og:locale"]
        guard let declared else { return nil }
        let tag = declared.replacing("_", with: "-").trimmingBlanks.prefix { $0 != "," && $0 != " " }
        let primary = tag.prefix { $0 != "-" }
        guard (2...3).contains(primary.count), primary.allSatisfy({ $0.isASCII && $0.isLetter }) else { return nil }
        return primary.lowercased() + tag.dropFirst(primary.count)
    }

    private func link(_ relation: String) -> String? {
        for index in tree.nodes.indices where tree.nodes[index].tag == .link {
            guard tree.attribute(.rel, of: index)?.lowercased() == relation,
                let target = tree.attribute(.href, of: index)
            else { continue }
            return resolve(target)
        }
        return nil
    }

    private func resolve(_ reference: String) -> String? {
        let resolved = WebURL.resolve(reference, against: url)
        return resolved?.isWeb == true ? resolved?.description : nil
    }
}
