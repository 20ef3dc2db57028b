/// A picture of a document.
package struct DocumentImage: Sendable, Hashable, Codable {
    /// Absolute.
    package var url: String
    package var alt: String

    package init(url: String, alt: String) {
        self.url = url
        self.alt = alt
    }
}
