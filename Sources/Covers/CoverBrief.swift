package import Pipelines

/// What a cover shall say and in whose colours.
package struct CoverBrief: Sendable, Equatable {
    package var template: CoverTemplate
    /// Split at a colon or a spaced dash: what follows is set smaller.
    package var title: String
    package var subtitle: String?
    /// Author or imprint, set in capitals at the foot.
    package var author: String?
    /// A series or issue line, set small above the title: “Tank Weekly · 47”.
    package var series: String?
    /// BCP 47: casing and glyph forms.
    package var language: String
    /// `#RRGGBB` each, first the darkest ground, then accents and inks; empty: a palette chosen by the seed.
    package var palette: [String]
    /// What chooses between layouts, palettes and shapes: the product's identity, so that new versions look the same.
    package var seed: String
    /// A JPEG, PNG or WebP picture that takes the place of plants or tiles.
    package var photo: [UInt8]?

    package init(
        template: CoverTemplate = .botanical, title: String, subtitle: String? = nil, author: String? = nil,
        series: String? = nil, language: String = "en", palette: [String] = [], seed: String, photo: [UInt8]? = nil
    ) {
        self.template = template
        self.title = title
        self.subtitle = subtitle
        self.author = author
        self.series = series
        self.language = language
        self.palette = palette
        self.seed = seed
        self.photo = photo
    }
}
