import Markup

/// The elements of a page that its metadata stands in, found in one walk; each list in document order.
struct PageElements {
    private(set) var html: Int?
    private(set) var base: Int?
    private(set) var title: Int?
    private(set) var metas: [Int] = []
    /// `<link>`.
    private(set) var links: [Int] = []
    private(set) var anchors: [Int] = []
    private(set) var headings: [Int] = []
    private(set) var times: [Int] = []
    /// Elements with an item property.
    private(set) var properties: [Int] = []

    init(_ tree: HTMLTree) {
        let attributes = tree.attributes.span
        for (index, node) in tree.nodes.enumerated() {
            switch node.tag {
            case .text: continue
            case .html: if html == nil { html = index }
            case .base: if base == nil { base = index }
            case .title: if title == nil { title = index }
            case .meta: metas.append(index)
            case .link: links.append(index)
            case .a: anchors.append(index)
            case .h1: headings.append(index)
            case .time: times.append(index)
            default: break
            }
            for place in Int(node.start)..<Int(node.stop) {
                if case .itemprop = attributes[place].name {
                    properties.append(index)
                    break
                }
            }
        }
    }
}
