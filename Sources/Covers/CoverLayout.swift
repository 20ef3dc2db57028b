import Imaging

/// Where things stand on a cover of one size, in pixels, and how large they may be.
struct CoverLayout {
    /// How the plants and the words share the cover.
    enum Arrangement: CaseIterable {
        /// Plants fill the cover from the foot; words stand on the dark sky.
        case grove
        /// Plants, or a photo, are seen through an arched window; words stand on paper.
        case arch
    }

    enum Alignment {
        case leading, centered
    }

    let arrangement: Arrangement
    let alignment: Alignment
    /// Series, title, subtitle.
    let text: Box
    /// True if the words stand in the middle of their box's height, else at its top.
    let isCentered: Bool
    /// Author or imprint.
    let author: Box
    /// What the scene fills: the cover, or the window.
    let scene: Box
    /// In the scene's own pixels.
    let moon: (center: Point, radius: Double)
    let leaf: Double
    let growth: @Sendable (Double) -> Double
    let title: (sizes: ClosedRange<Double>, lines: Int)
    let subtitle: (sizes: ClosedRange<Double>, lines: Int)
    /// Series and author, in tracked capitals.
    let caps: ClosedRange<Double>
    /// The space between neighbouring blocks of text.
    let gap: Double
}
