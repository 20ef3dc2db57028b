import Markup

/// Reads RDFa Lite 1.1 (W3C Recommendation of 17 March 2015), as far as it says what a page's metadata can be: `vocab`,
/// `typeof`, `property`, `resource` and `prefix` on any element.
struct RDFaReader {
    /// What holds for an element and all in it.
    private struct Scope {
        var end: Int
        var vocabulary = ""
        var prefixes = RDFaReader.usualPrefixes
        var thing: Int?
        var isPage = true
    }

    /// In document order.
    private(set) var properties: [ItemProperty] = []
    /// Where things begin that have a name of their own (`resource`), by that name.
    private(set) var things: [String: Int] = [:]

    private static let prefixLimit = 32
    private static let thingLimit = 1_000

    init(_ tree: HTMLTree) {
        var open = [Scope(end: tree.nodes.count)]
        var prefixes = 0
        for node in tree.nodes.indices where tree.hasAttributes(node) {
            while open.count > 1, let last = open.last, last.end <= node { open.removeLast() }
            guard var scope = open.last else { return }
            if let vocabulary = tree.attribute(.vocab, of: node) { scope.vocabulary = vocabulary.trimmingBlanks }
            if let declared = tree.attribute(.prefix, of: node), prefixes < Self.prefixLimit {
                let pairs = Self.prefixes(declared)
                prefixes += pairs.count
                scope.prefixes.merge(pairs) { _, new in new }
            }
            let property = tree.attribute(.property, of: node)
            if let property { read(property, of: node, in: scope) }
            enter(node, of: tree, hasProperty: property != nil, &scope)
            scope.end = tree.descendants(of: node).upperBound
            if Self.describing.contains(where: { tree.attributeBytes($0, of: node) != nil }) { open.append(scope) }
        }
    }

    /// The attributes that something inside depends on.
    private static let describing: [HTMLAttribute] = [.vocab, .prefix, .typeof, .resource]

    private mutating func read(_ written: String, of node: Int, in scope: Scope) {
        for term in written.split(whereSeparator: \.isWhitespace).prefix(10) {
            guard properties.count < ItemProperties.limit, let name = Self.name(of: term, in: scope) else { continue }
            properties.append(
                ItemProperty(name: name, node: node, source: .rdfa, owner: scope.thing, isOfPage: scope.isPage))
        }
    }

    /// A type begins a thing, and so does a name that is not a property's value.
    private mutating func enter(_ node: Int, of tree: HTMLTree, hasProperty: Bool, _ scope: inout Scope) {
        let types = tree.attribute(.typeof, of: node)
        let name = tree.attribute(.resource, of: node)
        guard types != nil || (name != nil && !hasProperty) else { return }
        scope.thing = node
        scope.isPage = ItemProperty.isPage(types.map(ItemProperty.types) ?? [])
        if let name, things.count < Self.thingLimit, things[name] == nil { things[name] = node }
    }

    /// `dc: http://purl.org/dc/terms/ foaf: http://xmlns.com/foaf/0.1/`.
    private static func prefixes(_ written: String) -> [String: String] {
        let words = written.split(whereSeparator: \.isWhitespace).prefix(prefixLimit * 2)
        var pairs: [String: String] = [:]
        for (prefix, address) in zip(words, words.dropFirst()) where prefix.last == ":" && address.last != ":" {
            pairs[prefix.dropLast().lowercased()] = String(address)
        }
        return pairs
    }

    /// What a term means: an address in full, a prefix and a name, or a name of the vocabulary in force.
    private static func name(of term: Substring, in scope: Scope) -> ItemProperty.Name? {
        guard let colon = term.firstIndex(of: ":") else {
            return scope.vocabulary.isEmpty ? nil : name(of: scope.vocabulary + term)
        }
        guard let address = scope.prefixes[term[..<colon].lowercased()] else { return name(of: String(term)) }
        return name(of: address + term[term.index(after: colon)...])
    }

    private static func name(of address: String) -> ItemProperty.Name? {
        for (vocabulary, names) in vocabularies {
            for scheme in ["http://", "https://", "http://www.", "https://www."]
            where address.hasPrefix(scheme + vocabulary) {
                return names[String(address.dropFirst(scheme.count + vocabulary.count))]
            }
        }
        return nil
    }

    /// Of the prefixes that need no declaration (RDFa Core 1.1 Initial Context) those of the vocabularies that are read.
    private static let usualPrefixes = [
        "schema": "http://schema.org/", "dc": "http://purl.org/dc/terms/", "dcterms": "http://purl.org/dc/terms/",
        "dc11": "http://purl.org/dc/elements/1.1/", "foaf": "http://xmlns.com/foaf/0.1/",
        "cc": "http://creativecommons.org/ns#",
    ]

    private static let dublinCore: [String: ItemProperty.Name] = [
        "title": .headline, "creator": .author, "date": .datePublished, "issued": .datePublished,
        "created": .datePublished, "modified": .dateModified, "license": .license,
    ]

    private static let vocabularies: [(String, [String: ItemProperty.Name])] = [
        (
            "schema.org/",
            [
                "headline": .headline, "author": .author, "name": .name, "datePublished": .datePublished,
                "dateModified": .dateModified, "image": .image, "license": .license,
            ]
        ),
        ("purl.org/dc/terms/", dublinCore), ("purl.org/dc/elements/1.1/", dublinCore),
        ("xmlns.com/foaf/0.1/", ["name": .name]), ("creativecommons.org/ns#", ["license": .license]),
    ]
}
