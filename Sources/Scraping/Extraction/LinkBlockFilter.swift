import Markup

/// Takes out, inside the content, the blocks that only lead elsewhere.
struct LinkBlockFilter {
    /// From this part of links on a block goes.
    var highestDensity: Float = 0.6

    /// A page whose content goes for more than this part is one of links, and keeps them.
    var largestShare: Float = 0.5

    func apply(to page: inout PageAnalysis, root: Int) {
        let whole = page
        remove(from: &page, root: root)
        if Float(page.held[root].characters) < (1 - largestShare) * Float(whole.held[root].characters) { page = whole }
    }

    private func remove(from page: inout PageAnalysis, root: Int) {
        var index = root + 1
        let end = Int(page.tree.nodes[root].end)
        while index < end {
            let node = page.tree.nodes[index]
            if page.isRemoved[index] {
                index = Int(node.end)
                continue
            }
            if leadsElsewhere(index, in: page) {
                page.remove(index)
                index = Int(node.end)
            } else {
                index += 1
            }
        }
        page.measure()
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
