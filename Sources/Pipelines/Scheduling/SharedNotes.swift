/// Short texts that all processes of a fleet share for a while. They are hints: a note may be gone at any moment, and one
/// that cannot be kept is lost without a word.
package protocol SharedNotes: Sendable {
    /// The text under a key; nil for none.
    func text(_ key: String) async -> String?
    /// Keeps a text for so long.
    func keep(_ text: String, as key: String, for time: Duration) async
}
