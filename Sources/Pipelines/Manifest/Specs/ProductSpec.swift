/// One entry of `products`.
package struct ProductSpec: Sendable, Hashable, Codable {
    /// What sort of product it is.
    package enum Kind: String, Sendable, Hashable, Codable, CaseIterable { case newsletter, ebook, social }
    /// What there is one product for.
    package enum Each: String, Sendable, Hashable, Codable, CaseIterable { case run, item, document }
    /// A file that is made.
    package enum Format: String, Sendable, Hashable, Codable, CaseIterable { case html, text, epub }

    package var name: String
    package var kind: Kind
    package var each: Each
    /// A template.
    package var title: String
    package var subtitle: String?
    /// BCP 47; `nil`: the brand's, else the sources'.
    package var language: String?
    /// Part of the product → name of the agent that writes it, in the manifest's order.
    package var write: [WriteSpec]
    package var words: Int?
    package var cover: CoverSpec?
    package var formats: [Format]
    package var quality: QualitySpec

    package init(
        name: String, kind: Kind, each: Each = .item, title: String, subtitle: String? = nil, language: String? = nil,
        write: [WriteSpec] = [], words: Int? = nil, cover: CoverSpec? = nil, formats: [Format] = [],
        quality: QualitySpec = QualitySpec()
    ) {
        self.name = name
        self.kind = kind
        self.each = each
        self.title = title
        self.subtitle = subtitle
        self.language = language
        self.write = write
        self.words = words
        self.cover = cover
        self.formats = formats
        self.quality = quality
    }
}
