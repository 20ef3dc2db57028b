import Imaging

/// Where words stand on a cover of one size, in pixels, and how large they may be.
struct CoverLayout {
    enum Alignment {
        case leading, centered
    }

    let alignment: Alignment
    /// Series, title, subtitle.
    let text: Box
    /// True if the words stand in the middle of their box's height, else at its top.
    let isCentered: Bool
    /// Author or imprint.
    let author: Box
    let title: (sizes: ClosedRange<Double>, lines: Int)
    let subtitle: (sizes: ClosedRange<Double>, lines: Int)
    /// Series and author, one line each.
    let small: ClosedRange<Double>
    /// The space between neighbouring blocks of text.
    let gap: Double
}
