import Imaging

/// Where things stand on a botanical cover of one size, in pixels.
struct BotanicalLayout {
    /// How the plants and the words share the cover.
    enum Arrangement: CaseIterable {
        /// Plants fill the cover from the foot; words stand on the dark sky.
        case grove
        /// Plants, or a photo, are seen through an arched window; words stand on paper.
        case arch
    }

    let words: CoverLayout
    /// What the scene fills: the cover, or the window.
    let scene: Box
    /// In the scene's own pixels.
    let moon: (center: Point, radius: Double)
    let leaf: Double
    let growth: @Sendable (Double) -> Double
}
