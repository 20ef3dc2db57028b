import Markup

/// Finds the element that holds a page's content: the smallest one with most of the page's prose.
struct ContentRoot {
    /// The part of a node's prose that one child must hold to be descended into.
    var dominance: Float = 0.8

    func find(in page: PageAnalysis) -> Int? {
        guard let body = page.tree.first(.body) ?? page.tree.nodes.indices.first else { return nil }
        var node = marked(in: page, body: body) ?? body
        while let child = page.children(of: node).max(by: { page.held[$0].prose < page.held[$1].prose }),
            page.tree.nodes[child].tag != .text, page.held[child].holdsBlock,
            page.held[child].prose > 0, page.held[child].prose >= dominance * page.held[node].prose
        {
            node = child
        }
        return node
    }

    /// What the author marked as the content, if it holds enough to be believed.
    private func marked(in page: PageAnalysis, body: Int) -> Int? {
        let total = page.held[body].prose
        guard total > 0 else { return nil }
        var best: (node: Int, prose: Float)?
        for index in page.tree.descendants(of: body) where !page.isRemoved[index] {
            let least: Float
            switch page.tree.nodes[index].tag {
            case .text: continue
            case .main: least = 0.4
            case .article: least = 0.5
            default:
                guard page.traits[index].contains(.articleBody) else { continue }
                least = 0.4
            }
            if page.held[index].prose / total > least, best.map({ page.held[index].prose >= 0.6 * $0.prose }) ?? true {
                best = (index, page.held[index].prose)
            }
        }
        return best?.node
    }
}
