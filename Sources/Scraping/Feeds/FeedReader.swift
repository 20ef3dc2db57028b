import Markup

/// Reads what an XML feed says, element by element, whatever its dialect.
struct FeedReader {
    /// What holds for an element and all in it.
    struct Surroundings {
        var base: FeedBase
        var language: String?
    }

    /// Whose members are being read.
    enum Owner {
        case feed, entry, source
    }

    let tree: XMLTree
    let isAtom: Bool
    /// Atom 1.0, where XHTML stands in a `div` that is not part of it.
    let stripsDivision: Bool
    /// What each of the tree's names is.
    private let elements: [FeedElement]
    private let prefixes: [String]
    /// Their local parts in lower case.
    private let locals: [String]
    /// Which of them are `xml:base` and `xml:lang`.
    private let places: [Place?]
    private(set) var feed = FeedFields()

    /// Entries that are read of one feed.
    static let entryLimit = 100_000

    init(tree: XMLTree, version: String) {
        self.tree = tree
        isAtom = version.hasPrefix("atom")
        stripsDivision = version == "atom10"
        elements = tree.allNames.map { FeedElement($0) }
        locals = tree.allNames.map { $0.local.lowercased() }
        prefixes = zip(tree.allNames, locals).map { FeedNamespace.prefix(of: $0) + $1 }
        places = tree.allNames.map { Place($0) }
    }

    /// An attribute that says something of all that is inside its element.
    private enum Place {
        case base, language

        init?(_ name: XMLTree.Name) {
            guard name.prefix == "xml" || name.prefix.isEmpty else { return nil }
            switch name.local {
            case "base": self = .base
            case "lang": self = .language
            default: return nil
            }
        }
    }

    func element(_ node: Int) -> FeedElement { tree.nameIndex(of: node).map { elements[$0] } ?? .other }

    /// The name of a member that has no meaning here: `thr_in-reply-to`, `ttl`.
    func memberName(_ node: Int) -> String { tree.nameIndex(of: node).map { prefixes[$0] } ?? "" }

    /// Reads what the feed says of itself.
    mutating func readFeed(_ root: Int, _ surroundings: Surroundings) {
        if surroundings.language != nil { feed["language"] = surroundings.language.map { .text($0) } }
        noteLanguage(of: root)
        readChannel(root, inside(root, surroundings))
    }

    /// Reads the entries one after the other, so that no more than one need be held.
    func eachEntry(_ root: Int, _ surroundings: Surroundings, _ body: (FeedFields) -> Void) {
        var count = 0
        eachEntry(in: root, inside(root, surroundings), &count, body)
    }

    private func eachEntry(
        in node: Int, _ surroundings: Surroundings, _ count: inout Int, _ body: (FeedFields) -> Void
    ) {
        for child in tree.children(of: node) {
            switch element(child) {
            case .entry where count < Self.entryLimit:
                count += 1
                body(entry(child, inside(child, surroundings)))
            case .channel: eachEntry(in: child, inside(child, surroundings), &count, body)
            default: break
            }
        }
    }

    private mutating func noteLanguage(of node: Int) {
        if let language = xmlLanguage(of: node), !language.isEmpty {
            feed["language"] = .text(language.replacing("_", with: "-"))
        }
    }

    private mutating func readChannel(_ node: Int, _ surroundings: Surroundings) {
        for child in tree.children(of: node) {
            switch element(child) {
            case .entry: break
            case .channel:
                noteLanguage(of: child)
                readChannel(child, inside(child, surroundings))
            default: read(child, of: .feed, into: &feed, surroundings)
            }
        }
    }

    private func entry(_ node: Int, _ surroundings: Surroundings) -> FeedFields {
        var fields = FeedFields(room: 24)
        for child in tree.children(of: node) { read(child, of: .entry, into: &fields, surroundings) }
        if fields["id"] == nil, let about = attribute("about", of: node), !about.isEmpty {
            fields["id"] = .text(FeedAddress.resolve(about, against: surroundings.base))
        }
        return fields
    }

    /// The surroundings inside an element: its own `xml:base` and `xml:lang` on top of what held before.
    func inside(_ node: Int, _ outer: Surroundings) -> Surroundings {
        var inner = outer
        for index in tree.attributeIndices(of: node) {
            guard let place = places[tree.nameIndex(ofAttribute: index)] else { continue }
            let value = tree.value(ofAttribute: index)
            switch place {
            case .base:
                if !value.isEmpty { inner.base = FeedAddress.base(value.trimmingBlanks, inside: outer.base) }
            case .language: inner.language = value.isEmpty ? nil : value
            }
        }
        return inner
    }

    private func xmlLanguage(of node: Int) -> String? { attribute("lang", of: node) }

    /// An attribute by its local name, whatever its case and prefix.
    func attribute(_ name: String, of node: Int) -> String? {
        for index in tree.attributeIndices(of: node) where locals[tree.nameIndex(ofAttribute: index)] == name {
            return tree.value(ofAttribute: index)
        }
        return nil
    }

    /// The text of an element without blanks around it; empty for none.
    func text(_ node: Int) -> String { tree.trimmedText(of: node) }

    /// The children that are of one kind.
    func children(_ node: Int, named name: String) -> [Int] {
        tree.children(of: node).filter { tree.name(of: $0)?.local.lowercased() == name }
    }
}
