/// Fonts in the order in which they are asked for a character: the face meant, then stand-ins for what it lacks.
package struct Typeface: Sendable, Hashable {
    let chain: [FontFile]
    /// How much the strokes of the last stand-in, which has one weight alone, are thickened, in ems.
    let growth: Double

    init(chain: [FontFile], growth: Double = 0) {
        self.chain = chain
        self.growth = growth
    }

    /// How much a font's strokes are thickened in this typeface, in ems.
    func growth(of file: FontFile) -> Double { file == .droidFallback ? growth : 0 }

    /// Titles.
    package static let serif = Typeface(chain: [.garamond, .dejaVuSerif, .dejaVuSans, .droidFallback])
    /// What follows a title's colon.
    package static let serifItalic = Typeface(chain: [.garamondItalic, .dejaVuSerif, .dejaVuSans, .droidFallback])
    /// Subtitles.
    package static let sans = Typeface(chain: [.inter, .dejaVuSans, .droidFallback])
    /// Short lines that must hold at small sizes.
    package static let sansMedium = Typeface(chain: [.interMedium, .dejaVuSans, .droidFallback])
    /// Names, in tracked capitals.
    package static let sansSemiBold = Typeface(
        chain: [.interSemiBold, .dejaVuSansBold, .dejaVuSans, .droidFallback], growth: 0.015)
    /// Titles in heavy grotesque.
    package static let displayHeavy = Typeface(
        chain: [.interDisplayExtraBold, .dejaVuSansBold, .dejaVuSans, .droidFallback], growth: 0.04)
    /// Large lines beside heavy ones.
    package static let displayLight = Typeface(chain: [.interDisplayLight, .dejaVuSans, .droidFallback])
}
