import Markup

/// Finds who wrote a page: where the markup says so, then beside the heading.
struct AuthorReader {
    let tree: HTMLTree
    let elements: PageElements
    let meta: MetaTags
    let structured: StructuredData
    let items: ItemProperties
    let near: NearHeading
    /// Whether people write to each other here: a name of one word is enough, and the first is the author's.
    let isDiscussion: Bool
    /// Whether the page is one that has an author: a shop's or a company's seldom does, whatever its software writes.
    let isWritten: Bool

    func read() -> MetadataValue? {
        if isWritten, let author = declared() { return author }
        if let author = itemAuthor() { return author }
        if isDiscussion, let name = member() { return MetadataValue(name, .itemProperty, 0.7) }
        if let name = byline() { return MetadataValue(name, .visible, 0.7) }
        return nil
    }

    private func declared() -> MetadataValue? {
        for name in ["parsely-author", "dc.creator", "dcterms.creator"] {
            if let author = meta[name].flatMap(Self.name) { return MetadataValue(author, .meta, 0.9) }
        }
        if let author = structured.author.flatMap(Self.name) { return MetadataValue(author, .structuredData, 0.9) }
        for name in ["author", "article:author", "sailthru.author", "twitter:data1"] {
            if let author = meta[name].flatMap(Self.name) { return MetadataValue(author, .meta, 0.8) }
        }
        if let author = structured.anyAuthor.flatMap(Self.name) { return MetadataValue(author, .structuredData, 0.7) }
        return relation().flatMap(Self.name).map { MetadataValue($0, .relation, 0.8) }
    }

    /// A link to the author's own page.
    private func relation() -> String? {
        for index in elements.anchors {
            guard let relation = tree.attributeBytes(.rel, of: index), relation.containsIgnoringCase("author") else {
                continue
            }
            return tree.text(of: index)
        }
        return nil
    }

    private func itemAuthor() -> MetadataValue? {
        guard isWritten else { return nil }
        for property in items.all(.author).prefix(ItemProperties.candidates) {
            let text = items.text(of: items.name(of: property))
            if let name = Self.name(text), name.count < 60 { return MetadataValue(name, property.source, 0.7) }
        }
        return nil
    }

    /// Who wrote the first post.
    private func member() -> String? {
        let first = elements.headings.first ?? 0
        for index in first..<min(tree.nodes.count, first + 1200) {
            guard tree.nodes[index].tag != .text, let names = tree.attributeBytes(.class, of: index)?.prefix(200),
                names.containsIgnoringCase("username") || names.containsIgnoringCase("author")
                    || names.containsIgnoringCase("poster") || names.containsIgnoringCase("user-name")
            else { continue }
            let text = tree.text(of: index)
            guard text.count <= 40, text.split(separator: " ").count <= 3, let name = Self.name(text) else { continue }
            return name
        }
        return nil
    }

    /// A name after `By`, in a link to an author's page, or in an element that is called a byline.
    private func byline() -> String? {
        for (position, line) in near.lines.enumerated() {
            if let rest = Byline.rest(of: line.text) {
                let candidate = rest.isEmpty ? near.lines.dropFirst(position + 1).first?.text : rest
                if let name = candidate.flatMap(Self.name), Byline.looksLikeName(name) { return name }
            }
        }
        guard isWritten else { return nil }
        for node in near.nodes where tree.nodes[node].tag != .text {
            if tree.nodes[node].tag == .a {
                guard let target = tree.attributeBytes(.href, of: node), Self.leadsToAuthor(target) else { continue }
            } else {
                guard let names = tree.attributeBytes(.class, of: node)?.prefix(512),
                    names.containsIgnoringCase("byline") || names.containsIgnoringCase("author")
                else { continue }
            }
            let text = tree.text(of: node)
            guard text.utf8.count < 120, let name = Self.name(text), Byline.looksLikeName(name) else { continue }
            return name
        }
        return nil
    }

    private static func leadsToAuthor(_ target: ArraySlice<UInt8>) -> Bool {
        let target = target.prefix(512)
        return target.containsIgnoringCase("/author") || target.containsIgnoringCase("/contributor")
            || target.containsIgnoringCase("/profile/") || target.containsIgnoringCase("/people/")
            || target.containsIgnoringCase("/staff/") || target.containsIgnoringCase("/team/")
            || target.containsIgnoringCase("/writers/")
    }

    /// A name out of what a place holds; nil for an address, a number, a role, a time or a whole sentence.
    static func name(_ raw: String) -> String? {
        var name = raw.trimmingBlanks
        if let rest = Byline.rest(of: name), !rest.isEmpty { name = rest }
        name = cut(name)
        name = withoutRole(name).trimmingBlanks
        while let last = name.last, last == "," || last == ":" || last == "&" {
            name = String(name.dropLast()).trimmingBlanks
        }
        while let first = name.first, first == "&" || first == "," { name = String(name.dropFirst()).trimmingBlanks }
        let lowered = name.lowercased()
        guard name.count >= 2, name.count <= 100, !lowered.contains("://"), !lowered.hasPrefix("www."),
            !name.contains("@"), !lowered.hasSuffix(".com"), name.split(separator: " ").count <= 12,
            name.contains(where: \.isLetter), !roles.contains(lowered), !lowered.contains("minute"),
            name.filter(\.isNumber).count <= 4, !lowered.contains(" min read"), !lowered.hasPrefix("view "),
            name.contains(" ") || name.filter({ $0 == "." }).count < 2, !name.contains("{")
        else { return nil }
        return name
    }

    private static let separators = [
        "|", "•", "·", " - ", " – ", "\n", "Published", "Updated", "Posted", "(", " Reviewed", " on ",
    ].map { Array($0.utf8) }

    /// What stands before marks and words that no name holds.
    private static func cut(_ name: String) -> String {
        var bytes = Array(name.utf8)[...]
        for separator in separators {
            if let start = bytes.offset(of: separator), start > 0 { bytes = bytes[..<start] }
        }
        return bytes.count == name.utf8.count ? name : String(decoding: bytes, as: UTF8.self)
    }

    /// Without what a person does, where that follows a name of two words.
    private static func withoutRole(_ name: String) -> String {
        let words = name.split(separator: " ")
        guard words.count > 2 else { return name }
        for (index, word) in words.enumerated().dropFirst(2) {
            let plain = word.filter(\.isLetter).lowercased()
            if occupations.contains(plain) { return words[..<index].joined(separator: " ") }
        }
        return name
    }

    private static let occupations: Set<String> = [
        "writer", "editor", "former", "contributor", "staff", "author", "reporter", "correspondent", "senior", "deputy",
        "freelance", "contributing", "managing", "associate", "journalist", "founder", "ceo",
    ]

    private static let roles: Set<String> = [
        "admin", "administrator", "author", "authors", "editor", "editors", "editorial", "editorial team", "staff",
        "guest",
        "user", "webmaster", "root", "unknown", "team", "null", "undefined", "none", "n/a", "website", "system",
        "share", "comments", "login", "follow",
    ]
}
