/// `review`: what a person sees before it leaves.
package struct ReviewSpec: Sendable, Hashable, Codable {
    /// What it means that nobody decided in time.
    package enum IfSilent: String, Sendable, Hashable, Codable, CaseIterable { case hold, approve, reject }

    package var products: [String]
    package var reviewers: [String]
    package var by: String?
    package var ifSilent: IfSilent

    package init(products: [String], reviewers: [String] = [], by: String? = nil, ifSilent: IfSilent = .hold) {
        self.products = products
        self.reviewers = reviewers
        self.by = by
        self.ifSilent = ifSilent
    }
}
