import Markup

/// Takes out what is no part of a page's own content: by tag, by name, and by being mostly links.
///
/// A name alone is weak: themes put `sidebar` on the element around everything. So nothing goes that holds a large share
/// of the page's text.
struct BoilerplateFilter {
    /// Largest share of the page's text that goes by its tag or name.
    var largestShare: Float = 0.35
    /// Whether class names and ids count, or tags alone.
    var believesNames = true
    /// Whether a thread of comments is what the page is for.
    var keepsComments = false

    /// On a page that is measured; leaves it measured.
    func apply(to page: inout PageAnalysis) {
        let total = Float(max(page.held.first?.characters ?? 0, 1))
        var index = 0
        while index < page.tree.nodes.count {
            let node = page.tree.nodes[index]
            if !page.isRemoved[index], node.tag != .text,
                isBoilerplate(index, of: total, in: page)
            {
                page.remove(index)
            }
            index = page.isRemoved[index] ? Int(node.end) : index + 1
        }
        page.measure()
    }

    /// What no reader sees as text. An element that holds the page itself stays, be it for browsers without scripts or by a
    /// tag that was never closed.
    static func removeUnreadable(from page: inout PageAnalysis) {
        let unreadable = page.tree.nodes.indices.filter { isUnreadable(page.tree.nodes[$0].tag) }
        // Few pages have such an element that is long enough, and only those are measured for it. What stands in one that is
        // not long enough is not either.
        var isMeasured = false
        var end = 0
        for index in unreadable where index >= end && !isMeasured && !isAlways(page.tree.nodes[index].tag) {
            end = Int(page.tree.nodes[index].end)
            isMeasured = page.mayHoldThePage(index)
        }
        if isMeasured { page.measure() }
        for index in unreadable
        where isAlways(page.tree.nodes[index].tag) || !isMeasured || !page.holdsThePage(index) {
            page.remove(index)
        }
    }

    private static func isUnreadable(_ tag: HTMLTag) -> Bool {
        switch tag {
        case .noscript, .iframe, .object, .embed, .svg, .canvas, .audio, .video, .map, .select, .button, .input,
            .textarea, .option, .optgroup, .progress, .rp, .rt:
            true
        default: isAlways(tag)
        }
    }

    private static func isAlways(_ tag: HTMLTag) -> Bool {
        switch tag {
        case .head, .template, .script, .style, .frameset: true
        default: false
        }
    }

    /// - Parameter total: characters of the page.
    private func isBoilerplate(_ index: Int, of total: Float, in page: PageAnalysis) -> Bool {
        let traits = page.traits[index]
        var share: Float { Float(page.held[index].characters) / total }
        switch page.tree.nodes[index].tag {
        case .html, .body, .main: return false
        case .nav, .menu, .dialog: return share < 0.5
        case .aside, .footer: return share < largestShare
        case .form: return share < 0.2
        case .header: return share < 0.2
        case .article where !traits.contains(.related): return false
        case .h1, .h2, .h3, .h4, .h5, .h6: return traits.contains(.hidden)
        case .code, .pre, .table, .tbody: return false
        default: break
        }
        if traits.contains(.hidden) && share < largestShare { return true }
        guard believesNames, !traits.contains(.articleBody) else { return false }
        if traits.contains(.comments) && !keepsComments { return share < largestShare }
        if traits.contains(.byline) && page.held[index].characters < 120 { return !traits.contains(.content) }
        return !traits.isDisjoint(with: .boilerplate) && share < largestShare
    }
}
