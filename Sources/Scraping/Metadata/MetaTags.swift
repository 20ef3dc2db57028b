import Markup

/// The `<meta>` elements of a page by name, property or itemprop in lower case; of a repeated name the first counts.
struct MetaTags {
    private var values: [String: String] = [:]

    init(_ tree: HTMLTree) {
        for index in tree.nodes.indices where tree.nodes[index].tag == .meta {
            guard let content = tree.attribute(.content, of: index)?.trimmingBlanks, !content.isEmpty else { continue }
            for attribute in [HTMLAttribute.property, .name, .itemprop] {
                guard let name = tree.attribute(attribute, of: index)?.lowercased(), values[name] == nil else {
                    continue
                }
                values[name] = content
            }
        }
    }

    subscript(name: String) -> String? { values[name] }
}
