/// A source that was skipped, with the reason: dead links are told, never dropped in silence.
package struct SourceProblem: Sendable, Hashable, Codable {
    package var url: String
    package var message: String

    package init(url: String, message: String) {
        self.url = url
        self.message = message
    }
}
