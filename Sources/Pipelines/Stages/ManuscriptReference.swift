/// A stored ``Manuscript``.
package struct ManuscriptReference: Sendable, Hashable, Codable {
    package var digest: Digest
    package var title: String
    package var subtitle: String?
    /// Taken over from an accepted or published version, not written in this run.
    package var frozen: Bool

    package init(digest: Digest, title: String, subtitle: String? = nil, frozen: Bool = false) {
        self.digest = digest
        self.title = title
        self.subtitle = subtitle
        self.frozen = frozen
    }
}
