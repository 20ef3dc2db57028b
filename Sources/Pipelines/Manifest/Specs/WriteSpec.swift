/// `stories: editor`.
package struct WriteSpec: Sendable, Hashable, Codable {
    package var part: String
    package var agent: String

    package init(part: String, agent: String) {
        self.part = part
        self.agent = agent
    }
}
