extension EPUBLint {
    /// EPUB 3.3 §6.1 and HTML's content model, as far as our writers could break them.
    mutating func checkContent(_ path: String) {
        guard let tree = trees[path], let root = tree.first, root.name == "html",
            root.attributes["xmlns"] == "http://www.w3.org/1999/xhtml"
        else { return report(path, "is no XHTML document") }
        if root.attributes["lang"] == nil || root.attributes["lang"] != root.attributes["xml:lang"] {
            report(path, "must say its language twice, alike")
        }
        let title = tree.first { $0.name == "title" }
        if title?.text.allSatisfy(\.isWhitespace) ?? true { report(path, "has no title") }
        let ids = tree.compactMap { $0.attributes["id"] }
        if Set(ids).count != ids.count { report(path, "repeats an id") }
        if let bad = ids.first(where: { $0.isEmpty || $0.contains(where: \.isWhitespace) }) {
            report(path, "has the id “\(bad)”")
        }
        for index in tree.indices { checkElement(index, of: tree, at: path) }
        checkHeadings(tree, at: path)
    }

    private static let known: Set<String> = [
        "html", "head", "meta", "title", "link", "body", "section", "header", "footer", "nav", "aside", "div", "h1",
        "h2", "h3", "h4", "h5", "h6", "p", "ul", "ol", "li", "blockquote", "pre", "code", "table", "thead", "tbody",
        "tr",
        "th", "td", "hr", "br", "em", "strong", "del", "i", "sup", "cite", "a", "img",
    ]
    private static let parents: [String: Set<String>] = [
        "li": ["ul", "ol"], "tr": ["thead", "tbody"], "td": ["tr"], "th": ["tr"], "thead": ["table"],
        "tbody": ["table"],
    ]
    private static let phrasingOnly: Set<String> = [
        "p", "h1", "h2", "h3", "h4", "h5", "h6", "a", "em", "strong", "pre",
    ]
    private static let phrasing: Set<String> = ["a", "em", "strong", "del", "i", "sup", "cite", "code", "br", "img"]

    private mutating func checkElement(_ index: Int, of tree: [XMLScan.Element], at path: String) {
        let element = tree[index]
        let parent = element.parent.map { tree[$0].name } ?? ""
        if !Self.known.contains(element.name) { report(path, "has <\(element.name)>, which no book of ours has") }
        if let parents = Self.parents[element.name], !parents.contains(parent) {
            report(path, "has <\(element.name)> in <\(parent)>")
        }
        if Self.phrasingOnly.contains(parent), !Self.phrasing.contains(element.name) {
            report(path, "has <\(element.name)> in <\(parent)>")
        }
        if element.attributes.keys.contains(where: { $0.hasPrefix("on") || $0 == "style" }) {
            report(path, "has a script or a style in an attribute")
        }
        if element.name == "img", element.attributes["alt"] == nil { report(path, "has a picture without alt") }
        if element.name == "a" {
            var around = element.parent
            while let ancestor = around {
                if tree[ancestor].name == "a" { report(path, "has a link in a link") }
                around = tree[ancestor].parent
            }
        }
        for key in ["href", "src"] {
            if let target = element.attributes[key] { checkTarget(target, at: path) }
        }
    }

    /// A link leads to the web or to a place that is there.
    mutating func checkTarget(_ target: String, at path: String) {
        if target.contains(":") {
            if WebAddress(target)?.text != target { report(path, "links to \(target)") }
            return
        }
        let parts = target.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        let file = Self.resolve(String(parts[0]), from: path)
        guard files[file] != nil else { return report(path, "links to \(target), which is not there") }
        guard parts.count == 2 else { return }
        if !(trees[file] ?? []).contains(where: { $0.attributes["id"] == String(parts[1]) }) {
            report(path, "links to \(target), but \(file) has no such id")
        }
    }

    private mutating func checkHeadings(_ tree: [XMLScan.Element], at path: String) {
        var previous = 0
        for element in tree {
            guard element.name.count == 2, element.name.hasPrefix("h"), let level = element.name.last?.wholeNumberValue
            else { continue }
            if level > previous + 1 { report(path, "skips from h\(previous) to h\(level)") }
            previous = level
        }
    }

    /// EPUB 3.3 §7 and the NCX: contents lead to the documents of the spine, in its order.
    mutating func checkNavigation(_ items: [Item]) {
        guard let nav = items.first(where: { $0.properties.contains("nav") }), let tree = trees[nav.path] else {
            return
        }
        let spine = items.filter(\.isInSpine).map(\.path)
        let list = tree.firstIndex { $0.name == "nav" && $0.attributes["epub:type"] == "toc" }
        let links = tree.indices.filter { tree[$0].name == "a" && Self.isIn($0, list, tree) }
        if links.isEmpty { report(nav.path, "has no table of contents") }
        if links.contains(where: { tree[$0].text.allSatisfy(\.isWhitespace) }) { report(nav.path, "has an empty link") }
        let order = links.compactMap { link in
            spine.firstIndex(of: Self.resolve(tree[link].attributes["href"] ?? "", from: nav.path))
        }
        if order.count != links.count || order != order.sorted() { report(nav.path, "does not follow the spine") }
        for ncx in items where ncx.mediaType == "application/x-dtbncx+xml" {
            let points = (trees[ncx.path] ?? []).filter { $0.name == "content" }.compactMap { $0.attributes["src"] }
            for target in points { checkTarget(target, at: ncx.path) }
            if points.count != links.count { report(ncx.path, "differs from the navigation document") }
        }
    }

    private static func isIn(_ index: Int, _ ancestor: Int?, _ tree: [XMLScan.Element]) -> Bool {
        var around = tree[index].parent
        while let current = around {
            if current == ancestor { return true }
            around = tree[current].parent
        }
        return false
    }
}
