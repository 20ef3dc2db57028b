import Markup

/// The links of a page.
enum PageLinks {
    /// Links that are read of one page.
    private static let limit = 5_000

    /// The addresses on the page's own site, absolute, each once and in order. Synchronous: on the compute pool.
    ///
    /// - Throws: `MarkupError` for a page over the limit.
    static func onSameSite(_ bytes: [UInt8], contentType: String?, url: String) throws(MarkupError) -> [String] {
        let type = contentType?.prefix { $0 != ";" }.lowercased() ?? "text/html"
        guard type.contains("html"), let address = WebURL(url) else { return [] }
        let tree = try HTMLTree.parse(bytes, contentType: contentType)
        guard !tree.nodes.isEmpty else { return [] }
        var base = address
        if let node = tree.first(.base), let reference = tree.attribute(.href, of: node) {
            base = WebURL.resolve(reference, against: address) ?? address
        }
        var links: [String] = []
        var seen: Set<String> = []
        for node in tree.descendants(of: 0) where tree.nodes[node].tag == .a {
            guard links.count < limit, let reference = tree.attribute(.href, of: node),
                let link = WebURL.resolve(reference, against: base)?.canonical, link.isWeb,
                link.origin == address.origin
            else { continue }
            let text = link.description
            if seen.insert(text).inserted { links.append(text) }
        }
        return links
    }
}
