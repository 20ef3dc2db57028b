/// What a source offers when it is asked.
struct SourceOffer: Sendable {
    var links: [SourceLink]
    /// Whether nothing was left out, by a limit or because a page did not answer.
    var isWhole = true
}
