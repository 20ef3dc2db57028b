package import Pipelines

extension CoverSize {
    /// What the asset is for.
    package var role: AssetRole {
        switch self {
        case .book: .cover
        case .card: .card
        case .header: .header
        case .square: .thumbnail
        }
    }

    /// The sizes that a product needs, from its kind, its formats and where it goes: a book's front for EPUBs and
    /// shops, a header for letters, a thumbnail for shops and posts, and a card for whoever shares it.
    static func needed(for product: ProductSpec, distribution: [DistributionSpec]) -> [CoverSize] {
        let isSold = distribution.contains { $0.product == product.name && $0.channel.kind == .gumroad }
        return allCases.filter { size in
            switch size {
            case .book: product.kind == .ebook || product.formats.contains(.epub) || isSold
            case .card: true
            case .header: product.kind == .newsletter
            case .square: product.kind != .newsletter || isSold
            }
        }
    }
}
