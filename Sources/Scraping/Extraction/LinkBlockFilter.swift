import Markup

/// Takes out, inside the content, the blocks that only lead elsewhere.
struct LinkBlockFilter {
    /// From this part of links on a block goes.
    var highestDensity: Float = 0.6

    /// A page whose content goes for more than this part is one of links, and keeps them.
    var largestShare: Float = 0.5

    /// On a page that is measured; its figures stay what they were.
    func apply(to page: inout PageAnalysis, root: Int) {
        let found = blocks(in: page, root: root)
        let whole = page.held[root].characters
        let left = found.reduce(whole) { $0 - page.held[$1].characters }
        guard Float(left) >= (1 - largestShare) * Float(whole) else { return }
        for block in found { page.remove(block) }
    }

    /// None of them inside another.
    private func blocks(in page: PageAnalysis, root: Int) -> [Int] {
        var found: [Int] = []
        var index = root + 1
        let end = Int(page.tree.nodes[root].end)
        while index < end {
            let node = page.tree.nodes[index]
            if page.isRemoved[index] {
                index = Int(node.end)
                continue
            }
            if leadsElsewhere(index, in: page) {
                found.append(index)
                index = Int(node.end)
            } else {
                index += 1
            }
        }
        return found
    }

    private func leadsElsewhere(_ index: Int, in page: PageAnalysis) -> Bool {
        let density = page.linkDensity(index)
        guard density > 0 else { return false }
        switch page.tree.nodes[index].tag {
        case .ul, .ol, .dl: return density > highestDensity
        case .div, .section, .article, .aside, .center, .fieldset, .details: return density > highestDensity
        case .table: return density > 0.8
        case .p: return density > 0.9 && page.held[index].characters < 60
        default: return false
        }
    }
}
