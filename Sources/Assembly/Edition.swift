import Pipelines

/// One product with its text parsed and everything checked: what all the renderers set.
struct Edition: Sendable {
    var title: String
    var subtitle: String?
    var summary: String
    var keywords: [String]
    var language: LanguageTag
    /// A URN that stays the same for all versions of the product.
    var identifier: String
    var date: EditionDate
    var author: String?
    /// The brand's name.
    var publisher: String?
    var imprint: String?
    var postalAddress: String?
    var disclosure: String?
    var provenance: String?
    var chapters: [Chapter]
    var look: Look
    /// The front of a book.
    var cover: StillImage?
    /// The wide picture of a page; a letter only has its marker.
    var header: StillImage?
    var hasHeader: Bool
    /// The brand's.
    var logo: StillImage?

    var phrases: Phrases { Phrases(language) }

    /// `rtl` where the script runs so; absent elsewhere.
    var direction: String? { language.isRightToLeft ? "rtl" : nil }

    /// What readers are told about how the product was made, and by whom.
    var statements: [String] { [provenance, disclosure, imprint].compactMap(\.self) }

    /// Every source once, in the order of first use.
    var citations: [Citation] {
        var seen: Set<String> = []
        return chapters.flatMap(\.citations).filter { seen.insert($0.key).inserted }
    }
}

extension Edition {
    /// Families and colours of the brand.
    struct Look: Hashable, Sendable {
        var palette: Palette
        /// CSS lists of families, the last of them generic.
        var displayFamily: String
        var textFamily: String

        init(brand: Brand) {
            palette = Palette(brand: brand)
            displayFamily = Self.families(brand.fonts["display"])
            textFamily = Self.families(brand.fonts["text"])
        }

        /// A family's name is data: only letters, digits, spaces and hyphens get into a style sheet.
        private static func families(_ name: String?) -> String {
            let serifs = "'Iowan Old Style', 'Palatino Linotype', Palatino, Georgia, 'EB Garamond', serif"
            let isPlain: (Character) -> Bool = { $0.isASCII && ($0.isLetter || $0.isNumber || " -".contains($0)) }
            guard let name, !name.isEmpty, name.count <= 60, name.allSatisfy(isPlain) else { return serifs }
            return "'\(name)', \(serifs)"
        }
    }
}
