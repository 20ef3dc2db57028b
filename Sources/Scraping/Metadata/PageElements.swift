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
    /// Elements that begin a thing of microdata or hold a property of one.
    private(set) var items: [Int] = []
    /// Whether any element has a type or a vocabulary of RDFa.
    private(set) var hasRDFa = false

    private static let describing = [HTMLAttribute.itemprop, .itemscope, .typeof, .vocab].reduce(0 as UInt64) {
        $0 | 1 << UInt64($1.rawValue)
    }

    init(_ tree: HTMLTree) {
        let attributes = tree.attributes.span
        let describing = Self.describing
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
                let name = attributes[place].name
                guard describing & 1 << UInt64(name.rawValue) != 0 else { continue }
                if name == .typeof || name == .vocab {
                    hasRDFa = true
                } else if items.last != index {
                    items.append(index)
                }
            }
        }
    }
}
