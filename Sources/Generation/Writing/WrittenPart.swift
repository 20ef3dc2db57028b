package import Pipelines

/// What a writer returns for one part.
package struct WrittenPart: Sendable, Hashable {
    package var sections: [ManuscriptSection]
    /// Set by the `seo` part.
    package var summary: String?
    package var keywords: [String]
    package var cost: Money
    /// What was wrong with it and is let pass, a sentence each.
    package var problems: [String]

    package init(
        sections: [ManuscriptSection] = [], summary: String? = nil, keywords: [String] = [], cost: Money = .zero,
        problems: [String] = []
    ) {
        self.sections = sections
        self.summary = summary
        self.keywords = keywords
        self.cost = cost
        self.problems = problems
    }
}
