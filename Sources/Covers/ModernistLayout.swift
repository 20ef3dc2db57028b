import Imaging

/// Where things stand on a modernist cover of one size, in pixels.
struct ModernistLayout {
    /// How the tiles and the words share the cover.
    enum Arrangement: CaseIterable {
        /// Many small tiles, below the words or to their right.
        case mosaic
        /// Few large ones, above the words or to their right.
        case monument
    }

    let words: CoverLayout
    /// What the tiles fill, or a photo.
    let figure: Box
    /// The side of a tile; the figure's sides are multiples of it.
    let tile: Double
    /// The heavy rule above the words; the fine one above the author is as wide.
    let rule: Box
    /// How high the fine rule is.
    let fine: Double
}
