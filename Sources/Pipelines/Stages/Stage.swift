/// The stages of an item, in the order in which they run; `expand` makes the items first.
package enum Stage: String, CaseIterable, Sendable, Codable, Hashable, Comparable {
    case expand, scrape, generate, cover, assemble, review, distribute

    /// What one item goes through, in order.
    package static let ofItem: [Stage] = [.scrape, .generate, .cover, .assemble, .review, .distribute]

    private var order: Int {
        switch self {
        case .expand: 0
        case .scrape: 1
        case .generate: 2
        case .cover: 3
        case .assemble: 4
        case .review: 5
        case .distribute: 6
        }
    }

    package static func < (left: Stage, right: Stage) -> Bool { left.order < right.order }
}
