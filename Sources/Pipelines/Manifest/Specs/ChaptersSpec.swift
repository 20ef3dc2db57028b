/// A part that is written chapter by chapter, each in a job of its own.
package struct ChaptersSpec: Sendable, Hashable, Codable {
    /// The agent that says what the chapters are; `nil`: each source is one.
    package var outline: String?
    /// The most chapters of an outline.
    package var most: Int

    /// What ``most`` is when the manifest does not say, and the most that it may be.
    package static let usualMost = 40
    package static let limit = 200

    package init(outline: String? = nil, most: Int = ChaptersSpec.usualMost) {
        self.outline = outline
        self.most = most
    }
}
