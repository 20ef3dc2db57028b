import Markup

/// Finds the element that holds a page's content: the smallest one with most of the page's prose.
struct ContentRoot {
    /// The part of a node's prose that one child must hold to be descended into.
    var dominance: Float = 0.8

    func find(in page: PageAnalysis) -> Int? {
        guard let body = page.tree.first(.body) ?? page.tree.nodes.indices.first else { return nil }
        var node = marked(in: page, body: body) ?? body
        while let child = page.children(of: node).max(by: { page.prose[$0] < page.prose[$1] }),
            page.tree.nodes[child].tag != .text, page.holdsBlock[child],
            page.prose[child] > 0, page.prose[child] >= dominance * page.prose[node]
        {
            node = child
        }
        return node
    }

    /// What the author marked as the content, if it holds enough to be believed.
    private func marked(in page: PageAnalysis, body: Int) -> Int? {
        let total = page.prose[body]
        guard total > 0 else { return nil }
        var best: (node: Int, prose: Float)?
        for index in page.tree.descendants(of: body) where !page.isRemoved[index] {
            let share = page.prose[index] / total
            let isMarked =
                switch page.tree.nodes[index].tag {
                case .text: false
                case .main: share > 0.4
                case .article: share > 0.5
                default: page.traits[index].contains(.articleBody) && share > 0.4
                }
            if isMarked, best.map({ page.prose[index] >= 0.6 * $0.prose }) ?? true {
                best = (index, page.prose[index])
            }
        }
        return best?.node
    }
}
