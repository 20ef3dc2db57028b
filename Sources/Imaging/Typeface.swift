/// Fonts in the order in which they are asked for a character: the face meant, then stand-ins for what it lacks.
package struct Typeface: Sendable, Hashable {
    let chain: [FontFile]

    /// Titles.
    package static let serif = Typeface(chain: [.garamond, .dejaVuSerif, .dejaVuSans, .droidFallback])
    /// What follows a title's colon.
    package static let serifItalic = Typeface(chain: [.garamondItalic, .dejaVuSerif, .dejaVuSans, .droidFallback])
    /// Subtitles.
    package static let sans = Typeface(chain: [.inter, .dejaVuSans, .droidFallback])
    /// Short lines that must hold at small sizes.
    package static let sansMedium = Typeface(chain: [.interMedium, .dejaVuSans, .droidFallback])
    /// Names, in tracked capitals.
    package static let sansSemiBold = Typeface(chain: [.interSemiBold, .dejaVuSansBold, .dejaVuSans, .droidFallback])
}
