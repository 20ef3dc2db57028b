import Imaging

/// A block of text as it stands on a cover.
struct PlacedText {
    enum Role: CaseIterable {
        case series, title, tail, subtitle, author
    }

    let role: Role
    let block: TextBlock
    /// Around the block's ink, in pixels.
    let ink: Box
    /// The contrast ratio of the ink with the worst tenth of what lies under it.
    let contrast: Double
}
