import Markup

/// Finds the content of a page: what a reader came for, without what stands around it.
///
/// It tries the strictest reading first and a laxer one where that leaves little of the page's prose: a wrong name on one
/// element must not cost the article.
struct ArticleExtractor {
    /// What was found.
    struct Content {
        var document = MarkdownDocument(blocks: [])
        /// Whether the page is mostly comments.
        var isDiscussion = false
        /// The part of the content that is links.
        var linkDensity: Float = 0
    }

    /// A result with at least this part of the page's prose is taken.
    var sufficientShare: Float = 0.25
    /// A result of fewer characters is looked at twice.
    var sufficientCharacters: Int32 = 250
    /// How much more a laxer reading must find to be preferred.
    var worthwhileGain: Float = 1.6

    /// - Parameter resolve: makes an address in the page absolute; empty for one that leads nowhere.
    func content(of tree: HTMLTree, resolve: @escaping (String) -> String = { $0 }) -> Content {
        guard !tree.nodes.isEmpty else { return Content() }
        var page = PageAnalysis(tree)
        page.measure()
        BoilerplateFilter.removeUnreadable(from: &page)
        page.measure()
        let isDiscussion = page.isDiscussion
        var best: (page: PageAnalysis, root: Int)?
        for strictness in Strictness.allCases {
            guard let candidate = read(page, strictness, keepsComments: isDiscussion) else { continue }
            let found = candidate.page.characters[candidate.root]
            if let current = best {
                guard Float(found) > worthwhileGain * Float(current.page.characters[current.root]) else { continue }
            }
            best = candidate
            if isSufficient(candidate.page, root: candidate.root, of: page) { break }
        }
        guard let best else { return Content() }
        return Content(
            document: ContentBuilder(best.page, resolve: resolve).build(from: best.root),
            isDiscussion: isDiscussion, linkDensity: best.page.linkDensity(best.root))
    }

    private enum Strictness: CaseIterable {
        case strict, names, tags
    }

    private func read(
        _ page: PageAnalysis, _ strictness: Strictness, keepsComments: Bool
    ) -> (page: PageAnalysis, root: Int)? {
        var page = page
        var boilerplate = BoilerplateFilter()
        boilerplate.believesNames = strictness != .tags
        boilerplate.keepsComments = strictness != .strict || keepsComments
        boilerplate.apply(to: &page)
        guard let root = ContentRoot().find(in: page) else { return nil }
        if strictness == .strict { LinkBlockFilter().apply(to: &page, root: root) }
        return (page, root)
    }

    private func isSufficient(_ page: PageAnalysis, root: Int, of whole: PageAnalysis) -> Bool {
        page.characters[root] >= sufficientCharacters
            && Float(page.characters[root]) >= sufficientShare * (whole.prose.first ?? 0)
    }
}
