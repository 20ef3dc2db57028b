/// `stories: editor`, or `chapters: { outline: planner, each: author }`.
package struct WriteSpec: Sendable, Hashable, Codable {
    package var part: String
    /// Who writes the part, or each of its chapters.
    package var agent: String
    /// How the part is divided; `nil`: one answer holds it whole.
    package var chapters: ChaptersSpec?

    package init(part: String, agent: String, chapters: ChaptersSpec? = nil) {
        self.part = part
        self.agent = agent
        self.chapters = chapters
    }

    /// Everybody who has a hand in it.
    package var agents: [String] { [chapters?.outline, agent].compactMap(\.self) }
}
