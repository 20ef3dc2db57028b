import Markup

/// What the rules alone take for the content of a page: an element, and what in it is none. Their answers are evidence for
/// `ContentModel`, which weighs them with everything else.
struct RuleReading {
    /// The element that holds the content.
    let root: Range<Int>
    /// Whether a node went by its name, its tag or its links; for every node, those inside removed ones included.
    let isRemoved: [Bool]
    /// Of the root, the part of the page's text, and the part of it that is links.
    let share: Float
    let linkDensity: Float

    /// - Parameters:
    ///   - page: measured.
    ///   - believesNames: whether class names and ids count, or tags alone.
    init(_ page: PageAnalysis, believesNames: Bool, keepsComments: Bool) {
        var reading = page
        var filter = BoilerplateFilter()
        filter.believesNames = believesNames
        filter.keepsComments = keepsComments
        filter.apply(to: &reading)
        let node = ContentRoot().find(in: reading) ?? 0
        root = node..<Int(page.tree.nodes[node].end)
        share = Float(reading.held[node].characters) / Float(max(1, page.held[0].characters))
        linkDensity = reading.linkDensity(node)
        isRemoved = Self.inherited(reading)
        if believesNames {
            LinkBlockFilter().apply(to: &reading, root: node)
            isWithoutLinks = Self.inherited(reading)
        } else {
            isWithoutLinks = isRemoved
        }
    }

    /// The same with the blocks gone that only lead elsewhere.
    let isWithoutLinks: [Bool]

    private static func inherited(_ page: PageAnalysis) -> [Bool] {
        var removed = page.isRemoved
        for index in removed.indices.dropFirst() where !removed[index] {
            removed[index] = removed[Int(page.tree.nodes[index].parent)]
        }
        return removed
    }
}
