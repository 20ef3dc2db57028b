/// The sizes that covers come in; each has a layout of its own, none is a crop of another.
package enum CoverSize: String, Sendable, CaseIterable {
    /// The front of a book, as shops want it: 1600 × 2400.
    case book
    /// A preview on social networks and in messages: 1200 × 630.
    case card
    /// The top of a newsletter, twice its 600 points: 1200 × 400.
    case header
    /// A shop's thumbnail or a post: 1080 × 1080.
    case square

    /// In pixels.
    package var width: Int {
        switch self {
        case .book: 1_600
        case .card, .header: 1_200
        case .square: 1_080
        }
    }

    /// In pixels.
    package var height: Int {
        switch self {
        case .book: 2_400
        case .card: 630
        case .header: 400
        case .square: 1_080
        }
    }
}
