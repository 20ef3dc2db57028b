import Markup

/// The `<meta>` elements of a page by name, property or itemprop in lower case; of a repeated name the first counts.
struct MetaTags {
    private var values: [String: String] = [:]
    /// Those that may stand more than once.
    private var lists: [String: [String]] = [:]

    init(_ tree: HTMLTree, _ elements: PageElements) {
        for index in elements.metas {
            guard let content = tree.attribute(.content, of: index)?.trimmingBlanks, !content.isEmpty else { continue }
            for attribute in [HTMLAttribute.property, .name, .itemprop] {
                guard let name = tree.attribute(attribute, of: index)?.lowercased() else { continue }
                if name == "article:tag" { lists[name, default: []].append(content) }
                if values[name] == nil { values[name] = content }
            }
        }
    }

    /// Every value of a name that may stand more than once (`article:tag`).
    func all(_ name: String) -> [String] { lists[name] ?? [] }

    subscript(name: String) -> String? { values[name] }
}
