import Markup

/// The properties of things that a page describes in its own elements: microdata first, then RDFa, each in document order.
struct ItemProperties {
    private let tree: HTMLTree
    private var properties: [ItemProperty] = []
    /// Where the RDFa things begin that have a name of their own, by that name.
    private var things: [String: Int] = [:]

    /// Properties that are read of one page.
    static let limit = 1_000

    init(_ tree: HTMLTree, _ elements: PageElements) {
        self.tree = tree
        if !elements.items.isEmpty { readMicrodata(elements.items) }
        if elements.hasRDFa {
            let rdfa = RDFaReader(tree)
            properties += Self.certain(rdfa.properties)
            things = rdfa.things
        }
    }

    /// Properties of one name that are looked at until one of them will do.
    static let candidates = 20

    /// The properties of a name.
    func all(_ name: ItemProperty.Name) -> some Sequence<ItemProperty> { properties.lazy.filter { $0.name == name } }

    /// The first property of a name in each of the two notations.
    func first(_ name: ItemProperty.Name) -> [ItemProperty] {
        [MetadataSource.itemProperty, .rdfa].compactMap { source in all(name).first { $0.source == source } }
    }

    /// The text of a property: what its element is marked with, else what it holds.
    func text(of property: ItemProperty) -> String {
        tree.attribute(.content, of: property.node)?.trimmingBlanks ?? tree.text(of: property.node)
    }

    /// The address that a property gives; nil for a text.
    func address(of property: ItemProperty) -> String? {
        [HTMLAttribute.content, .src, .href, .resource].lazy.compactMap { tree.attribute($0, of: property.node) }.first
    }

    /// What the thing that a property leads to is called: the name inside it, or that of the thing which it refers to. The
    /// property itself where there is no such name.
    func name(of property: ItemProperty) -> ItemProperty {
        let inside = tree.descendants(of: property.node)
        if let name = all(.name).first(where: { $0.source == property.source && inside.contains($0.node) }) {
            return name
        }
        let reference = tree.attribute(.resource, of: property.node) ?? tree.attribute(.href, of: property.node)
        guard property.source == .rdfa, let thing = reference.flatMap({ things[$0] }) else { return property }
        return all(.name).first { $0.owner == thing } ?? property
    }

    /// - Parameter nodes: the elements that begin a thing or hold a property, in document order.
    private mutating func readMicrodata(_ nodes: [Int]) {
        var open: [(node: Int, isPage: Bool)] = []
        for node in nodes {
            while let last = open.last, tree.descendants(of: last.node).upperBound <= node { open.removeLast() }
            if properties.count < Self.limit, let written = tree.attribute(.itemprop, of: node),
                let name = ItemProperty.Name(rawValue: written)
            {
                properties.append(
                    ItemProperty(
                        name: name, node: node, source: .itemProperty, owner: open.last?.node,
                        isOfPage: open.last?.isPage ?? true))
            }
            if tree.attributeBytes(.itemscope, of: node) != nil {
                let types = tree.attribute(.itemtype, of: node).map(ItemProperty.types) ?? []
                open.append((node, ItemProperty.isPage(types)))
            }
        }
        let others = properties.filter { [.dateModified, .image, .license].contains($0.name) }
        properties.removeAll { [.dateModified, .image, .license].contains($0.name) }
        properties += Self.certain(others)
    }

    /// Those of things that the page may be about. Of several things with the same property none is known to be the page's.
    private static func certain(_ properties: [ItemProperty]) -> [ItemProperty] {
        var owners: [ItemProperty.Name: Set<Int?>] = [:]
        for property in properties where property.isOfPage { owners[property.name, default: []].insert(property.owner) }
        return properties.filter { $0.name == .name || ($0.isOfPage && owners[$0.name]?.count == 1) }
    }
}
