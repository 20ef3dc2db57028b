import Markup

/// Finds who wrote a page.
struct AuthorReader {
    let tree: HTMLTree
    let meta: MetaTags
    let structured: StructuredData

    func read() -> String? {
        let places: [String?] = [
            meta["parsely-author"], meta["dc.creator"], meta["dcterms.creator"], structured.author, meta["author"],
            meta["article:author"], meta["sailthru.author"], meta["twitter:data1"], structured.anyAuthor,
            relation(), byline(),
        ]
        for case let place? in places {
            if let name = Self.name(place) { return name }
        }
        return nil
    }

    /// A link to the author's own page.
    private func relation() -> String? {
        for index in tree.nodes.indices where tree.nodes[index].tag == .a {
            guard let relation = tree.attribute(.rel, of: index), relation.split(separator: " ").contains("author")
            else { continue }
            return tree.text(of: index)
        }
        return nil
    }

    /// A short text marked as a byline after the heading, within bounds: further down it is somebody else's.
    private func byline() -> String? {
        guard let heading = tree.first(.h1) else { return nil }
        let first = max(0, heading - 40)
        let last = min(tree.nodes.count, Int(tree.nodes[heading].end) + 150)
        for index in first..<last where tree.nodes[index].tag != .text {
            guard let names = tree.attributeBytes(.class, of: index)?.prefix(512) else { continue }
            let isByline = names.containsIgnoringCase("byline")
            guard isByline || names.containsIgnoringCase("author") else { continue }
            let text = tree.text(of: index)
            guard text.count < 80 else { continue }
            if let words = Self.afterBy(text) ?? (isByline || names.containsIgnoringCase("name") ? text : nil) {
                return words
            }
        }
        return nil
    }

    private static func afterBy(_ text: String) -> String? {
        let lowered = text.lowercased()
        for word in ["written by ", "posted by ", "by ", "por ", "von ", "par ", "di ", "av ", "door "]
        where lowered.hasPrefix(word) {
            return String(text.dropFirst(word.count))
        }
        return nil
    }

    /// A name out of what a place holds; nil for an address, a number, a role or a whole sentence.
    static func name(_ raw: String) -> String? {
        var name = afterBy(raw.trimmingBlanks) ?? raw.trimmingBlanks
        for separator in ["|", "•", "·", " - ", "\n", "Published", "Updated"] {
            if let cut = name.firstRange(of: separator), cut.lowerBound > name.startIndex {
                name = String(name[..<cut.lowerBound])
            }
        }
        name = name.trimmingBlanks
        let lowered = name.lowercased()
        guard name.count >= 2, name.count <= 100, !lowered.contains("://"), !lowered.hasPrefix("www."),
            !name.contains("@"), !lowered.hasSuffix(".com"), name.split(separator: " ").count <= 12,
            name.contains(where: \.isLetter), !Self.roles.contains(lowered),
            name.filter(\.isNumber).count <= 4, !lowered.hasSuffix("minutes"), !lowered.hasSuffix(" min read")
        else { return nil }
        return name
    }

    private static let roles: Set<String> = [
        "admin", "administrator", "author", "editor", "editors", "editorial", "editorial team", "staff", "guest",
        "user",
        "webmaster", "root", "unknown", "anonymous", "team", "null", "undefined", "none", "n/a", "website", "system",
    ]
}
